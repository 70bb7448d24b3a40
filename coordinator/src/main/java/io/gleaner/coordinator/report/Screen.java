package io.gleaner.coordinator.report;

/** What stands in the way of printing to standard output: a progress line on the same terminal. */
public interface Screen {
  /** Nothing stands in the way. */
  Screen NONE =
      new Screen() {
        @Override
        public void clear() {}

        @Override
        public void restore(boolean atLineStart) {}
      };

  /** Makes room: what is printed next begins at the start of an empty line. */
  void clear();

  /**
   * Puts back what was cleared.
   *
   * @param atLineStart whether what was printed ended with a newline
   */
  void restore(boolean atLineStart);
}
