package io.gleaner.coordinator.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object as it is kept.
 *
 * @param key its kind and name
 * @param uid its identity, without blanks: another object that gets its name later has another one
 * @param resourceVersion grows with every change of anything in the store; 0 before it is kept
 * @param generation from 1; grows with every change of {@code spec}
 * @param createdAt when it was applied first
 * @param manifest the JSON text of what was sent: apiVersion, kind, metadata with name, labels and
 *     annotations, spec
 * @param status the JSON text of its status, {@code {}} at first
 * @param owner what it belongs to; null if to nothing
 * @param deletion that it is to be deleted; null if it is not
 */
public record StoredObject(
    ObjectKey key,
    String uid,
    long resourceVersion,
    long generation,
    Instant createdAt,
    String manifest,
    String status,
    @Nullable Owner owner,
    @Nullable Deletion deletion) {
  /** The status of an object that nobody has looked at yet. */
  public static final String NO_STATUS = "{}";

  /** An object to be created. */
  public static StoredObject created(
      ObjectKey key, String uid, Instant now, String manifest, @Nullable Owner owner) {
    return new StoredObject(key, uid, 0, 1, now, manifest, NO_STATUS, owner, null);
  }

  /**
   * The same with another manifest.
   *
   * @param specChanged whether it differs in {@code spec}, and not only in metadata
   */
  public StoredObject withManifest(String changed, boolean specChanged) {
    long next = specChanged ? generation + 1 : generation;
    return new StoredObject(
        key, uid, resourceVersion, next, createdAt, changed, status, owner, deletion);
  }

  /** The same with another status. */
  public StoredObject withStatus(String changed) {
    return new StoredObject(
        key, uid, resourceVersion, generation, createdAt, manifest, changed, owner, deletion);
  }

  /** The same, to be deleted. Asked again, the policy changes, and the time stays. */
  public StoredObject deleting(Deletion.Policy policy, Instant now) {
    Deletion asked = new Deletion(deletion == null ? now : deletion.requestedAt(), policy);
    return new StoredObject(
        key, uid, resourceVersion, generation, createdAt, manifest, status, owner, asked);
  }

  /** The same, belonging to nothing. */
  public StoredObject orphaned() {
    return new StoredObject(
        key, uid, resourceVersion, generation, createdAt, manifest, status, null, deletion);
  }

  /** The same as of a version of the store. */
  public StoredObject at(long version) {
    return new StoredObject(
        key, uid, version, generation, createdAt, manifest, status, owner, deletion);
  }

  /** This object as the owner of others. */
  public Owner asOwner() {
    return new Owner(key, uid);
  }

  /** Whether it belongs to that object. */
  public boolean belongsTo(StoredObject other) {
    return other.asOwner().equals(owner);
  }
}
