package io.gleaner.worker.handler.exec;

/** Where lines of the commands' standard error go. Called by many threads at once. */
@FunctionalInterface
public interface StderrSink {
  /**
   * Takes one line, without its end. Bytes that are no UTF-8 are replaced; a line longer than 8 KiB
   * comes in several pieces.
   *
   * @param index the item's index
   */
  void line(long index, String line);
}
