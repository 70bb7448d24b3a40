package io.gleaner.coordinator.control;

/**
 * What an object or a worker belongs to: it goes with it. Kubernetes: the controller among {@code
 * ownerReferences}.
 *
 * @param key the owner's name
 * @param uid which of those that had this name
 */
public record Owner(ObjectKey key, String uid) {}
