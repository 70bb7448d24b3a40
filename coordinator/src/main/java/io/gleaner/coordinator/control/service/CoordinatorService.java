package io.gleaner.coordinator.control.service;

import io.gleaner.coordinator.control.EventStore;
import io.gleaner.coordinator.control.LeadReply;
import io.gleaner.coordinator.control.ObjectStore;
import io.gleaner.coordinator.control.ProgramRunner;
import io.gleaner.coordinator.control.WorkerStore;
import io.gleaner.coordinator.control.queue.ItemWork;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Keeps what runs as it was applied, as long as it runs itself and leads. It holds nothing that
 * cannot be read back: it may be killed at any point, and another one adopts its workers. For one
 * thread.
 */
public final class CoordinatorService {
  /** How long a lead lasts that is not renewed: so late another coordinator takes over. */
  static final Duration LEAD = Duration.ofSeconds(10);

  private static final Duration RENEW_EVERY = Duration.ofSeconds(3);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final ObjectStore objects;
  private final WorkerStore workers;
  private final EventStore events;
  private final ProgramRunner runner;
  private final String holder;
  private final Clock clock;
  private final Consumer<String> notices;
  private final Reconciliation reconciliation;
  private long token;
  private long renewedAt;
  private long version;
  private boolean told;
  private boolean failing;

  /**
   * A service that does nothing yet.
   *
   * @param items looks after the items of WorkQueueJobs; stays the caller's
   * @param holder who this is, for other coordinators to read; unique to this process
   * @param node this machine's name
   * @param notices hears sentences for the person
   */
  public CoordinatorService(
      ObjectStore objects,
      WorkerStore workers,
      EventStore events,
      ProgramRunner runner,
      ItemWork items,
      String holder,
      String node,
      Clock clock,
      Consumer<String> notices) {
    this.objects = objects;
    this.workers = workers;
    this.events = events;
    this.runner = runner;
    this.holder = holder;
    this.clock = clock;
    this.notices = notices;
    this.reconciliation =
        new Reconciliation(items, node, clock.getZone(), RandomGenerator.getDefault(), notices);
  }

  /**
   * Makes one round, if it leads.
   *
   * @return how long to wait for a change before the next one
   */
  public Duration tick() {
    try {
      if (!leads()) {
        return LONGEST_PAUSE;
      }
      // Known before the round: what changes during it is not waited for.
      version = objects.awaitChange(0, Duration.ZERO);
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      Duration wait =
          reconciliation.round(new Stores(objects, workers, events, runner, token), now);
      if (failing) {
        failing = false;
        notices.accept("It works again.");
      }
      return wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE;
    } catch (LeadLostException e) {
      token = 0;
      return LONGEST_PAUSE;
    } catch (GleanerException e) {
      if (e.kind() != ErrorKind.TRANSIENT) {
        throw e;
      }
      if (!failing) {
        failing = true;
        notices.accept(e.getMessage() + ". Trying again until it works.");
      }
      return LONGEST_PAUSE;
    }
  }

  /** Waits for a change of the store, but no longer than that. */
  public void await(Duration wait) {
    try {
      if (token == 0 || failing) {
        Thread.sleep(wait.toMillis());
      } else {
        var unused = objects.awaitChange(version, wait);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (GleanerException e) {
      // The next round says so.
      failing = failing || e.kind() != ErrorKind.TRANSIENT;
    }
  }

  /** Whether it leads, as far as it knows. */
  public boolean isLeader() {
    return token != 0;
  }

  /** Gives the lead back. The workers run on. */
  public void stepDown() {
    if (token != 0) {
      workers.stepDown(token);
      token = 0;
    }
  }

  private boolean leads() {
    long now = System.nanoTime();
    if (token != 0 && now - renewedAt < RENEW_EVERY.toNanos()) {
      return true;
    }
    LeadReply reply = workers.lead(holder, LEAD);
    if (reply instanceof LeadReply.Leading leading) {
      token = leading.token();
      renewedAt = now;
      told = false;
      return true;
    }
    token = 0;
    if (!told && reply instanceof LeadReply.LedBy other) {
      told = true;
      notices.accept(
          "Another coordinator leads (%s): waiting until that ends.".formatted(other.holder()));
    }
    return false;
  }
}
