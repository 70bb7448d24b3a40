package io.gleaner.coordinator.control;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of objects that can be applied, with their names as kubectl has them. */
public enum Kind {
  /** Kubernetes' batch/v1 Job. */
  JOB("batch", "Job", "jobs", ""),
  /** Kubernetes' batch/v1 CronJob. */
  CRON_JOB("batch", "CronJob", "cronjobs", "cj"),
  /** A Job with items and a handler: gleaner.io/v1, Gleaner's own. */
  WORK_QUEUE_JOB("gleaner.io", "WorkQueueJob", "workqueuejobs", "wqj");

  private final String group;
  private final String text;
  private final String plural;
  private final String shortName;

  Kind(String group, String text, String plural, String shortName) {
    this.group = group;
    this.text = text;
    this.plural = plural;
    this.shortName = shortName;
  }

  /** The API group: {@code batch}. */
  public String group() {
    return group;
  }

  /** As a manifest has it: {@code CronJob}. */
  public String text() {
    return text;
  }

  /** Several of them: {@code cronjobs}. */
  public String plural() {
    return plural;
  }

  /** One of them: {@code cronjob}. */
  public String singular() {
    return text.toLowerCase(Locale.ROOT);
  }

  /** What it may be called for short: {@code cj}. */
  public List<String> shortNames() {
    return shortName.isEmpty() ? List.of() : List.of(shortName);
  }

  /**
   * The kind that somebody names on a command line, in whatever case: by its plural, singular or
   * short name, with or without its group ({@code jobs.batch}).
   */
  public static Optional<Kind> named(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(kind -> kind.isNamed(name)).findFirst();
  }

  /** The kind that a manifest's {@code kind} names, exactly. */
  public static Optional<Kind> ofManifest(String kind) {
    return Stream.of(values()).filter(known -> known.text.equals(kind)).findFirst();
  }

  private boolean isNamed(String name) {
    return Stream.concat(Stream.of(plural, singular()), shortNames().stream())
        .anyMatch(known -> name.equals(known) || name.equals(known + "." + group));
  }
}
