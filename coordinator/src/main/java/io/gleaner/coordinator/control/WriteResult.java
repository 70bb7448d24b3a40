package io.gleaner.coordinator.control;

/** What came of a change of an object. */
public sealed interface WriteResult {
  /**
   * It is kept, durably.
   *
   * @param object with its new version
   */
  record Written(StoredObject object) implements WriteResult {}

  /**
   * Nothing was changed: the object was changed by somebody else since it was read, or its name is
   * taken.
   *
   * @param current what is there
   */
  record Conflict(StoredObject current) implements WriteResult {}

  /** Nothing was changed: the object is not there any more. */
  record Gone() implements WriteResult {}
}
