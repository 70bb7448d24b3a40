package io.gleaner.worker.handler.exec;

import io.gleaner.worker.handler.posix.IoBuffer;
import io.gleaner.worker.handler.posix.Poller;
import java.io.ByteArrayOutputStream;

/**
 * What one thread uses again for every item that it runs.
 *
 * @param poller with a place for each of three streams and for the child
 */
record Scratch(Poller poller, IoBuffer io, ByteArrayOutputStream output) {
  private static final int PLACES = 4;

  Scratch() {
    this(new Poller(PLACES), new IoBuffer(), new ByteArrayOutputStream());
  }
}
