package io.gleaner.coordinator.cli;

import io.gleaner.config.Endpoints;
import io.gleaner.config.JobName;
import io.gleaner.config.StateFolder;
import io.gleaner.coordinator.embedded.EmbeddedServers;
import io.gleaner.coordinator.runtime.Holder;
import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.LedgerCalls;
import io.gleaner.coordinator.runtime.Pacing;
import io.gleaner.coordinator.runtime.QueueAccess;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.LedgerReading;
import io.gleaner.ledger.redis.RedisLedgers;
import io.gleaner.queue.amqp.QueueType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The servers of one Job, and the ways to its ledger and its queue. */
public final class JobServers implements AutoCloseable {
  private final JobName job;
  private final Endpoints endpoints;
  private final @Nullable EmbeddedServers own;
  private final Surroundings around;

  private JobServers(
      JobName job, Endpoints endpoints, @Nullable EmbeddedServers own, Surroundings around) {
    this.job = job;
    this.endpoints = endpoints;
    this.own = own;
    this.around = around;
  }

  /**
   * The servers that were configured; else those of the Job's run on this machine; else those of
   * the coordinator that runs here, if the Job was applied to it; else, if the Job was run here
   * before, they are started for as long as this is open.
   *
   * @throws GleanerException configuration, if nothing is known of the Job
   */
  public static JobServers find(JobName job, CommonOptions options, Surroundings around) {
    Optional<Endpoints> configured = options.endpoints(around.env());
    if (configured.isPresent()) {
      return new JobServers(job, configured.get(), null, around);
    }
    StateFolder folder = StateFolder.of(job, around.env());
    Optional<Endpoints> running = EmbeddedServers.find(folder);
    if (running.isPresent()) {
      return new JobServers(job, running.get(), null, around);
    }
    Optional<Endpoints> coordinator =
        EmbeddedServers.find(ControlServers.folder(around.env()))
            .filter(found -> !wasRunHere(folder) || Applied.find(found, job).isPresent());
    if (coordinator.isPresent()) {
      return new JobServers(job, coordinator.get(), null, around);
    }
    if (!wasRunHere(folder)) {
      throw GleanerException.configuration(
          ("Job %s was not run on this machine, and no servers are configured: give --broker and"
                  + " --ledger, or set GLEANER_BROKER and GLEANER_LEDGER.")
              .formatted(job));
    }
    return embedded(job, around);
  }

  /**
   * The servers that were configured.
   *
   * @throws GleanerException configuration, if none were
   */
  public static JobServers configured(JobName job, CommonOptions options, Surroundings around) {
    Endpoints endpoints =
        options
            .endpoints(around.env())
            .or(() -> EmbeddedServers.find(StateFolder.of(job, around.env())))
            .orElseThrow(
                () ->
                    GleanerException.configuration(
                        "No servers are configured: give --broker and --ledger, or set"
                            + " GLEANER_BROKER and GLEANER_LEDGER. (Only gleaner run starts"
                            + " servers of its own.)"));
    return new JobServers(job, endpoints, null, around);
  }

  /** Servers of the Job's own, started now. */
  public static JobServers embedded(JobName job, Surroundings around) {
    EmbeddedServers own = EmbeddedServers.start(StateFolder.of(job, around.env()), around.env());
    return new JobServers(job, own.endpoints(), own, around);
  }

  private static boolean wasRunHere(StateFolder folder) {
    return folder.file("redis").toFile().isDirectory();
  }

  /** Where the servers are. */
  public Endpoints endpoints() {
    return endpoints;
  }

  /** Whether the servers were started here, and so no worker of an earlier run lives. */
  public boolean own() {
    return own != null;
  }

  /**
   * Connects to the ledger.
   *
   * @param role what for, for the connection's name
   */
  public LedgerCalls ledger(String role, Pacing pacing) {
    return LedgerCalls.over(
        RedisLedgers.connect(
            endpoints.ledger(), job.value(), "gleaner-" + role + "-" + job.value()),
        own(),
        pacing,
        around::say);
  }

  /** Connects to the ledger of a Job that must be there. */
  public JobSession attach(String role, Pacing pacing) {
    LedgerCalls calls = ledger(role, pacing);
    JobSession session = null;
    try {
      session = JobSession.attach(calls, job, Holder.here(around.env()));
      return session;
    } finally {
      if (session == null) {
        calls.close();
      }
    }
  }

  /**
   * Connects to the ledger and opens the Job, or finds it open. The queue of a new Job is made
   * first: workers that wait for the Job turn to it as soon as the Job is open.
   */
  public JobSession open(String role, JobSpec spec, Pacing pacing, QueueAccess queue) {
    LedgerCalls calls = ledger(role, pacing);
    JobSession session = null;
    try {
      if (calls.read(LedgerReading::summary).isEmpty()) {
        queue.admin().create();
      }
      session = JobSession.open(calls, job, spec, Holder.here(around.env()));
      return session;
    } finally {
      if (session == null) {
        calls.close();
      }
    }
  }

  /** Ways to the Job's queue; connects when first used. */
  public QueueAccess queue(QueueType type, String role) {
    return QueueAccess.to(endpoints.broker(), job, type, role, around::say);
  }

  /** Stops the servers that were started here. */
  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
