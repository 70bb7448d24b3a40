package io.gleaner.coordinator.control;

import java.time.Instant;

/**
 * Something that was told of an object, as kubectl shows events.
 *
 * @param type whether it is as it should be
 * @param reason one word, by Kubernetes' names: {@code SuccessfulCreate}
 * @param from who told it: {@code job-controller}
 * @param message the sentence
 * @param first when it was told first
 * @param last when it was told last
 * @param count how often it was told
 */
public record Event(
    Type type, String reason, String from, String message, Instant first, Instant last, int count) {
  /** Whether an event is as it should be. */
  public enum Type {
    /** It is. */
    NORMAL("Normal"),
    /** Somebody should look at it. */
    WARNING("Warning");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    /** As Kubernetes writes it: {@code Normal}. */
    public String text() {
      return text;
    }
  }

  /** An event that is told for the first time. */
  public static Event of(Type type, String from, String reason, String message, Instant now) {
    return new Event(type, reason, from, message, now, now, 1);
  }

  /** The same, told once more. */
  Event again(String sentence, Instant now) {
    return new Event(type, reason, from, sentence, first, now, count + 1);
  }

  /** Whether it is about the same as another, whatever the sentences say. */
  boolean isSimilarTo(Event other) {
    return type == other.type && reason.equals(other.reason) && from.equals(other.from);
  }
}
