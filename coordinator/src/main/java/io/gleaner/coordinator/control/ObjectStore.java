package io.gleaner.coordinator.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where objects are kept. Whatever a method says has happened is durable when it returns. Its
 * methods may be called by any thread; all throw {@link io.gleaner.failure.GleanerException}: of
 * kind transient when the store does not answer, and then it is unknown whether a change was made.
 */
public interface ObjectStore extends AutoCloseable {
  /**
   * Keeps a new object, whatever its version says.
   *
   * @return Written, or Conflict with the object that has the name
   */
  WriteResult create(StoredObject object);

  /** The object that has a name. */
  Optional<StoredObject> get(ObjectKey key);

  /** All objects of a kind, by name. */
  List<StoredObject> list(Kind kind);

  /**
   * Replaces an object: its manifest, status, owner, deletion. To change one, read it, change the
   * copy, and on a conflict begin again.
   *
   * @param changed has the uid and the version of what was read
   * @return Written; Conflict if it has another version by now; Gone if it is not there, or is
   *     another one by now
   */
  WriteResult replace(StoredObject changed);

  /** Removes an object and nothing else; does nothing if it is gone or is another one by now. */
  void remove(ObjectKey key, String uid);

  /**
   * Waits for a change of any object or worker.
   *
   * @param afterVersion the version that is known; 0 for none
   * @param timeout the longest to wait
   * @return the store's version, which is greater than {@code afterVersion} if there was a change
   */
  long awaitChange(long afterVersion, Duration timeout);

  @Override
  void close();
}
