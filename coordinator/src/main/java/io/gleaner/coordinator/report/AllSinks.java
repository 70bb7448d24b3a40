package io.gleaner.coordinator.report;

import java.util.List;

/** Several places for results, each of which gets all of them. */
public final class AllSinks implements ResultSink {
  private final List<ResultSink> sinks;

  /** Takes the sinks over: {@link #close} closes them. */
  public AllSinks(List<ResultSink> sinks) {
    this.sinks = List.copyOf(sinks);
  }

  @Override
  public void accept(Outcome outcome) {
    sinks.forEach(sink -> sink.accept(outcome));
  }

  @Override
  public void sync() {
    sinks.forEach(ResultSink::sync);
  }

  @Override
  public void passOver(long index) {
    sinks.forEach(sink -> sink.passOver(index));
  }

  @Override
  public void finish() {
    sinks.forEach(ResultSink::finish);
  }

  /** Closes all, even where closing one fails; throws the first failure. */
  @Override
  public void close() {
    RuntimeException failure = null;
    for (ResultSink sink : sinks) {
      try {
        sink.close();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
