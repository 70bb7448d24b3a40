package io.gleaner.ledger.redis;

import io.gleaner.failure.GleanerException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The names of a Job's keys. All of them have the hash tag {JOB}, so that they lie in one slot of a
 * cluster.
 */
final class JobKeys {
  private static final List<String> OF_SCRIPTS =
      List.of(
          "job",
          "done",
          "leases",
          "histories",
          "dead",
          "republish",
          "workers",
          "grants",
          "results",
          "tombstone",
          "backups");

  private final String prefix;
  private final byte[][] ofScripts;
  private final byte[][] barrier;

  JobKeys(String job) {
    if (job.isEmpty() || job.indexOf('{') >= 0 || job.indexOf('}') >= 0) {
      throw GleanerException.configuration(
          "a Job's name must not be empty or contain { or }: \"" + job + "\"");
    }
    prefix = "gleaner:{" + job + "}:";
    ofScripts = OF_SCRIPTS.stream().map(this::named).toArray(byte[][]::new);
    barrier = new byte[][] {named("barrier"), named("job")};
  }

  /** The keys of every script but the barrier's, in the order that the prelude documents. */
  byte[][] ofScripts() {
    return ofScripts;
  }

  byte[][] ofBarrier() {
    return barrier;
  }

  byte[] done() {
    return named("done");
  }

  byte[] dead() {
    return named("dead");
  }

  byte[] republish() {
    return named("republish");
  }

  /** The channel for hints. */
  byte[] hints() {
    return named("hints");
  }

  byte[] named(String name) {
    return (prefix + name).getBytes(StandardCharsets.UTF_8);
  }
}
