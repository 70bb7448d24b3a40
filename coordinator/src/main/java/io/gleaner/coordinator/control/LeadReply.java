package io.gleaner.coordinator.control;

/** The answer to a coordinator that wants to lead. */
public sealed interface LeadReply {
  /**
   * It leads.
   *
   * @param token says so; grows with every new leader, from 1
   */
  record Leading(long token) implements LeadReply {}

  /**
   * Another one leads.
   *
   * @param holder who
   * @param waitMillis how long its lead lasts unless it renews it
   */
  record LedBy(String holder, long waitMillis) implements LeadReply {}
}
