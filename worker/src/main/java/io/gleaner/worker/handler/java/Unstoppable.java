package io.gleaner.worker.handler.java;

import io.gleaner.worker.handler.Assignment;

/**
 * Told of Java code that ignores being interrupted. Called by a thread that must not be blocked.
 */
@FunctionalInterface
public interface Unstoppable {
  /**
   * A handler goes on though it must not, and no thread can be killed: the worker's process must
   * halt before the item's lease ends. The item's ending has not been told, and will not be until
   * the handler returns after all.
   *
   * @param sentence what happened, for a person to read
   */
  void halt(Assignment assignment, String sentence);
}
