package io.gleaner.benchmark.watch;

/** How full a queue is, seen from outside. */
public interface Depth {
  /** Items that wait to be handed out; −1 while there is no such queue. */
  long ready() throws Exception;
}
