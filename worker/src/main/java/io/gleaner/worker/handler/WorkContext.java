package io.gleaner.worker.handler;

/** What a {@link WorkHandler} may know about the attempt that it makes. */
public interface WorkContext {
  /** The Job's name. */
  String job();

  /** The item's index, from 0. */
  long index();

  /** Which start of this item it is, from 1. */
  int attempt();

  /**
   * The fencing token of this attempt's lease: greater than every earlier one of the Job. A store
   * that refuses a smaller token than it has seen keeps a superseded attempt from writing.
   */
  long fencingToken();

  /** The id of the worker. */
  String worker();

  /** True once the item must stop; the thread is interrupted then, too. */
  boolean cancelled();
}
