package io.gleaner.worker.handler.stream;

import io.gleaner.item.Bytes;

/** What a program's line says of the item that it was given. */
sealed interface Answer {
  /** The item is done. */
  record Done(Bytes result) implements Answer {}

  /**
   * This attempt has failed, as a command fails that exits with that code.
   *
   * @param exitCode 1 to 255
   */
  record Failed(int exitCode, String error) implements Answer {}

  /**
   * It is no answer to the item.
   *
   * @param what what is wrong, to come after "its program's answer"
   */
  record Broken(String what) implements Answer {}
}
