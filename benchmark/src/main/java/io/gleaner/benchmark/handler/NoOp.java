package io.gleaner.benchmark.handler;

import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.WorkContext;
import io.gleaner.worker.handler.WorkHandler;

/** A handler that does nothing: what is left is the cost of having handlers. */
public final class NoOp implements WorkHandler {
  @Override
  public Bytes handle(WorkContext context, Bytes item) {
    return Bytes.EMPTY;
  }
}
