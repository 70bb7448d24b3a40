package io.gleaner.coordinator.report;

import java.io.IOException;

/** What stands in the way of printing to standard output: a progress line on the same terminal. */
@FunctionalInterface
public interface Screen {
  /** Nothing stands in the way. */
  Screen NONE = Output::write;

  /** Something to print. */
  @FunctionalInterface
  interface Output {
    /** Prints it, from the start of an empty line; returns whether it ended with a newline. */
    boolean write() throws IOException;
  }

  /** Makes room, lets the output be written, and puts back what was there. */
  void makeRoomFor(Output output) throws IOException;
}
