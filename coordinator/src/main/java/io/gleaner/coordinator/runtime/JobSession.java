package io.gleaner.coordinator.runtime;

import io.gleaner.config.JobName;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.LedgerReading;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * One process's grip on one Job's ledger: it asks until it is answered, leads where it must, and
 * knows the Job by its uid, so that a Job of the same name that came later is never mistaken for
 * it. For several threads.
 */
public final class JobSession implements AutoCloseable {
  private final LedgerCalls calls;
  private final JobName job;
  private final JobSpec spec;
  private final LedgerReply.Opened opened;
  private final Leadership leadership;

  private JobSession(
      LedgerCalls calls, JobName job, JobSpec spec, LedgerReply.Opened opened, String holder) {
    this.calls = calls;
    this.job = job;
    this.spec = spec;
    this.opened = opened;
    this.leadership = new Leadership(calls, job.value(), holder);
  }

  /**
   * Opens the Job, or finds it open with the same spec; either is durable when this returns. Takes
   * the calls over.
   *
   * @param holder who this is, for other coordinators to read; unique to this process
   * @throws GleanerException configuration if the name is taken by a Job with another spec; the
   *     sentence says what differs
   */
  public static JobSession open(LedgerCalls calls, JobName job, JobSpec spec, String holder) {
    String uid = UUID.randomUUID().toString();
    LedgerReply reply = calls.durably(() -> calls.send(new LedgerRequest.Open(uid, spec)));
    if (reply instanceof LedgerReply.Opened opened) {
      return new JobSession(calls, job, spec, opened, holder);
    }
    if (reply instanceof LedgerReply.Taken taken) {
      throw SpecDifference.refusal(job, taken.spec(), spec);
    }
    throw unexpected(reply);
  }

  /**
   * Opens the Job under an identity that was given to it elsewhere, or finds it open. Takes the
   * calls over.
   *
   * @throws GleanerException configuration if the name is taken by a Job with another identity
   */
  public static JobSession openAs(
      LedgerCalls calls, JobName job, String uid, JobSpec spec, String holder) {
    LedgerReply reply = calls.durably(() -> calls.send(new LedgerRequest.Open(uid, spec)));
    if (reply instanceof LedgerReply.Opened opened && opened.uid().equals(uid)) {
      return new JobSession(calls, job, spec, opened, holder);
    }
    if (reply instanceof LedgerReply.Opened || reply instanceof LedgerReply.Taken) {
      throw GleanerException.configuration(
          ("The ledger has another job of the name %s, which was not applied: gleaner delete %s"
                  + " removes it; or apply this one under another name.")
              .formatted(job, job));
    }
    throw unexpected(reply);
  }

  /**
   * Finds a Job that is there. Takes the calls over.
   *
   * @throws GleanerException configuration if there is none of that name
   */
  public static JobSession attach(LedgerCalls calls, JobName job, String holder) {
    Optional<JobSummary> found = calls.read(LedgerReading::summary);
    if (found.isEmpty()) {
      throw GleanerException.configuration(
          "There is no job %s in this ledger: check its name and the ledger's address."
              .formatted(job));
    }
    JobSummary summary = found.get();
    // Only so does the connection learn the Job's uid; it changes nothing of a Job that is there.
    LedgerReply reply = calls.send(new LedgerRequest.Open(summary.uid(), summary.spec()));
    if (reply instanceof LedgerReply.Opened now && now.uid().equals(summary.uid())) {
      JobSession session = new JobSession(calls, job, summary.spec(), now, holder);
      if (now.created()) {
        // Deleted since we looked: what we have opened by mistake must not stay.
        session.asLeader(LedgerRequest.Delete::new);
        throw session.gone();
      }
      return session;
    }
    if (reply instanceof LedgerReply.Opened || reply instanceof LedgerReply.Taken) {
      throw gone(job);
    }
    throw unexpected(reply);
  }

  /** The Job's name. */
  public JobName job() {
    return job;
  }

  /** The Job's identity. */
  public String uid() {
    return opened.uid();
  }

  /** What was asked for. */
  public JobSpec spec() {
    return spec;
  }

  /** What the ledger held when the session began: high-water mark, digest and total among it. */
  public LedgerReply.Opened opened() {
    return opened;
  }

  /**
   * Waits until this process leads, and from then on renews the lead in the background. Without
   * this call the lead is taken for the first request that needs it, and not renewed.
   */
  public void lead() {
    if (leadership.acquire() == 0) {
      throw gone();
    }
    leadership.keep();
  }

  /**
   * Sends a request that only the leader may make; waits while another coordinator leads.
   *
   * @param request makes the request from the leader's token; may be sent more than once
   * @throws GleanerException permanent if the Job is gone
   */
  public LedgerReply asLeader(LongFunction<LedgerRequest> request) {
    while (true) {
      long token = leadership.acquire();
      LedgerReply reply = token == 0 ? new LedgerReply.Absent(null) : send(request.apply(token));
      if (!(reply instanceof LedgerReply.NotLeader)) {
        return present(reply);
      }
      leadership.lost(token);
    }
  }

  /**
   * Suspends the Job or resumes it, durably. A person's wish: nobody need lead for it, as the
   * coordinator that leads carries it out.
   */
  public void suspend(boolean suspended) {
    durably(() -> present(send(new LedgerRequest.Suspend(0, suspended))));
  }

  /** Deletes the Job, durably. */
  public void delete() {
    calls.durably(
        () -> {
          LedgerReply reply = new LedgerReply.NotLeader("", 0);
          while (reply instanceof LedgerReply.NotLeader) {
            long token = leadership.acquire();
            // Asked again after a void barrier it is gone already, which is what was wanted.
            reply = token == 0 ? new LedgerReply.Accepted() : send(new LedgerRequest.Delete(token));
            if (reply instanceof LedgerReply.NotLeader) {
              leadership.lost(token);
            }
          }
          return reply;
        });
  }

  private LedgerReply send(LedgerRequest request) {
    return calls.send(request);
  }

  /**
   * An answer that survives a crash of Redis: asked again for as long as the barrier behind it is
   * void.
   */
  public <T> T durably(Supplier<T> question) {
    return calls.durably(question);
  }

  /** Reads the ledger until there is an answer. */
  public <T> T read(Function<LedgerReading, T> question) {
    return calls.read(question);
  }

  /**
   * The Job in figures; only a glance, unless it was asked for durably.
   *
   * @throws GleanerException permanent if the Job is gone, or another one has its name now
   */
  public JobSummary summary() {
    return read(LedgerReading::summary)
        .filter(found -> found.uid().equals(uid()))
        .orElseThrow(this::gone);
  }

  /**
   * Makes the ledger check the Job's deadline, which only happens when somebody asks for something.
   */
  public void poke() {
    // A token that nobody has: the request is refused, after the deadline was checked.
    present(calls.send(new LedgerRequest.StepDown(-1)));
  }

  /** Whether another process led the Job when this was seen. */
  public boolean isLedByAnother(JobSummary seen) {
    return !seen.leader().isEmpty() && !seen.leader().equals(leadership.holder());
  }

  /** How its calls wait. */
  public Pacing pacing() {
    return calls.pacing();
  }

  /** How often the connection has been lost, see {@link LedgerCalls#breaks}. */
  public long breaks() {
    return calls.breaks();
  }

  /** The sentence for a Job that the ledger does not have any more. */
  public GleanerException gone() {
    return gone(job);
  }

  private static GleanerException gone(JobName job) {
    return new GleanerException(
        ErrorKind.PERMANENT,
        "Job %s is gone from the ledger: it was deleted, or Redis has lost its data."
            .formatted(job));
  }

  private LedgerReply present(LedgerReply reply) {
    if (reply instanceof LedgerReply.Absent) {
      throw gone();
    }
    return reply;
  }

  /** Gives the lead back and closes the ledger. */
  @Override
  public void close() {
    try {
      leadership.close();
    } finally {
      calls.close();
    }
  }

  static GleanerException unexpected(LedgerReply reply) {
    return new GleanerException(
        ErrorKind.INVARIANT_BROKEN,
        "The ledger gave an answer that its rules do not allow: "
            + reply.getClass().getSimpleName());
  }
}
