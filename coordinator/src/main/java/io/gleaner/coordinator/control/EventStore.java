package io.gleaner.coordinator.control;

import java.util.List;

/**
 * Where the events of objects are kept: as long as the object is. They are for people to read, and
 * nothing follows from them: unlike all else in the store, a crash may lose the latest. The same
 * errors as {@link ObjectStore}'s.
 */
public interface EventStore {
  /** The events of an object, as they were kept; none if there is no such object. */
  List<Event> events(String uid);

  /**
   * Keeps the events of an object, in place of those before. Does nothing if the object is not
   * there any more, or another coordinator leads by now. Wakes nobody who waits for a change.
   *
   * @param token the leader's
   */
  void keep(long token, ObjectKey key, String uid, List<Event> events);
}
