package io.gleaner.worker.handler.guard;

/** What is told of every process group that must not outlive the worker. Safe for any thread. */
public interface ProcessGuard {
  /** Guards nothing: for handlers that run without a worker. */
  ProcessGuard NONE =
      new ProcessGuard() {
        @Override
        public void add(int group) {}

        @Override
        public void remove(int group) {}

        @Override
        public void rest(int group) {}
      };

  /** A group that works on an item from now on. Takes microseconds, and never fails. */
  void add(int group);

  /** A group whose number is about to become free. Takes microseconds, and never fails. */
  void remove(int group);

  /**
   * A group that has nothing to do with any item until it is added again: it ends with the worker,
   * and not with a lease. Takes microseconds, and never fails.
   */
  void rest(int group);
}
