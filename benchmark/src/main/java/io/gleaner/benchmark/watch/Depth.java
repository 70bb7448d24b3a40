package io.gleaner.benchmark.watch;

/** How full a queue is, seen from outside. */
public interface Depth {
  /** Items that wait to be handed out; −1 while nobody can tell, or there is no such queue. */
  long ready() throws Exception;

  /** The same when nobody works on the queue any more. */
  default long readyAtRest() throws Exception {
    return ready();
  }
}
