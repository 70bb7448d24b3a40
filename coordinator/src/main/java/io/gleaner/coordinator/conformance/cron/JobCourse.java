package io.gleaner.coordinator.conformance.cron;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a Job of a recording goes: its pods are played, each ends after the same time and in the same
 * way.
 *
 * @param suspended whether it never starts a pod
 * @param shortest how many milliseconds after its creation it ends at the earliest
 * @param rounds how many times pods are waited for one after the other
 * @param succeeds whether it ends Complete, not Failed
 * @param ttl how many milliseconds after its end it is deleted; empty if it is not
 */
record JobCourse(
    boolean suspended, long shortest, long rounds, boolean succeeds, Optional<Long> ttl) {
  private static final int DEFAULT_BACKOFF_LIMIT = 6;
  private static final long FIRST_DELAY = 10_000;
  private static final long LONGEST_DELAY = 600_000;
  private static final long MILLIS = 1000;

  /** {@code jobSpec} is what is not the default in the Job's spec; null for nothing. */
  static JobCourse read(@Nullable JsonNode jobSpec, long podRuns, boolean podsSucceed) {
    if (jobSpec == null) {
      return new JobCourse(false, podRuns, 1, podsSucceed, Optional.empty());
    }
    JsonFields fields = new JsonFields("jobSpec", jobSpec);
    long parallelism = Math.max(1, or(fields.whole("parallelism"), 1));
    long completions = or(fields.whole("completions"), parallelism);
    long backoffLimit = or(fields.whole("backoffLimit"), DEFAULT_BACKOFF_LIMIT);
    long deadline = or(fields.whole("activeDeadlineSeconds"), Integer.MAX_VALUE) * MILLIS;
    Optional<Long> ttl =
        Optional.ofNullable(fields.whole("ttlSecondsAfterFinished")).map(s -> s * MILLIS);
    Boolean suspend = fields.truth("suspend");
    // These say nothing about when a Job ends whose pods all end alike.
    fields.text("completionMode");
    fields.text("podReplacementPolicy");
    fields.nothingElse();
    long pods = podsSucceed ? completions : backoffLimit + 1;
    long rounds = (pods + parallelism - 1) / parallelism;
    long delays = podsSucceed || parallelism > 1 ? 0 : delays(backoffLimit);
    long shortest = rounds * podRuns + delays;
    boolean cut = deadline < shortest;
    return new JobCourse(
        suspend != null && suspend, Math.min(deadline, shortest), rounds, podsSucceed && !cut, ttl);
  }

  private static long or(@Nullable Long value, long otherwise) {
    return value == null ? otherwise : value;
  }

  /** Kubernetes' delays between failed pods: 10 s, doubling, 10 minutes at most. */
  private static long delays(long failures) {
    long sum = 0;
    long delay = FIRST_DELAY;
    for (long failure = 0; failure < Math.min(failures, MILLIS); failure++) {
      sum += delay;
      delay = Math.min(2 * delay, LONGEST_DELAY);
    }
    return sum;
  }
}
