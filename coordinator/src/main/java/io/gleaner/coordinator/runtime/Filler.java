package io.gleaner.coordinator.runtime;

import io.gleaner.coordinator.fill.HighWaterMark;
import io.gleaner.coordinator.fill.ItemCursor;
import io.gleaner.coordinator.fill.ItemDigest;
import io.gleaner.coordinator.fill.ItemSource;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.LedgerReading;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.queue.ItemPublisher;
import java.time.Duration;
import java.util.BitSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Fills an opened Job from an input: goes on where an earlier run stopped, seals at the end. Killed
 * at any point, another filler with the same input carries on; an item may then be published twice,
 * which is harmless, and is never left out.
 */
public final class Filler {
  private final JobSession session;
  private final QueueAccess queue;
  private final ItemSource input;
  private final RepublishNote note;
  private final Pacing pacing;
  private final Patience patience;
  private final Consumer<String> notices;
  private HighWaterMark mark;
  private Runnable declared = () -> {};
  private volatile long filled;

  /**
   * Does nothing yet.
   *
   * @param pacing says when to stop; an input that waits for its next item is not interrupted
   * @param notices hears sentences for the person
   */
  public Filler(
      JobSession session,
      QueueAccess queue,
      ItemSource input,
      RepublishNote note,
      Pacing pacing,
      Consumer<String> notices) {
    this.session = session;
    this.queue = queue;
    this.input = input;
    this.note = note;
    this.pacing = pacing;
    this.patience = new Patience(pacing, notices);
    this.notices = notices;
    this.mark = new HighWaterMark(session.opened().mark(), session.opened().digest());
    this.filled = mark.items();
  }

  /** Has this run once the Job's queue is there: workers may start. */
  public void whenDeclared(Runnable next) {
    declared = next;
  }

  /** How many items are published so far, by earlier runs too. From any thread. */
  public long filled() {
    return filled;
  }

  /**
   * Fills the Job; returns when every item is confirmed and, unless told otherwise, the Job is
   * sealed durably, or when the pacing says to stop.
   *
   * @param seal whether the input's end is the Job's
   * @return how many items the Job has, and whether the input's end was reached
   * @throws GleanerException configuration if the input is not what the Job was filled from
   */
  public Filled fill(boolean seal) {
    try (ItemCursor cursor = input.from(0)) {
      // Before anything is published: another input must leave no trace.
      ItemDigest digest = SameInput.check(cursor, session);
      long total = session.opened().total();
      declare();
      if (total >= 0) {
        return new Filled(total, true);
      }
      Pass first = new Pass(cursor, digest);
      boolean[] begun = {false};
      Filled all =
          patience.insist(
              () -> {
                if (begun[0]) {
                  return passAgain();
                }
                begun[0] = true;
                return first.run();
              });
      if (seal && all.complete()) {
        seal(all.items());
      }
      return all;
    }
  }

  /** Makes sure of the queue, and that everything below the mark that is not terminal is in it. */
  private void declare() {
    boolean unsure = mark.items() > 0 && note.written();
    if (mark.items() > 0 && !unsure) {
      note.write();
    }
    boolean created = patience.insist(queue.admin()::create);
    // Before anything is published: where the broker waits for room, workers make it.
    declared.run();
    patience.insist(
        () -> {
          queue.admin().proveReturns();
          return true;
        });
    if (mark.items() > 0) {
      if ((created || unsure) && !session.summary().view().phase().terminal()) {
        patience.insist(() -> publishMissing(count -> "The queue was new: " + count));
      }
      note.remove();
    }
    new Republisher(session, queue, patience).resume();
  }

  /**
   * Publishes again every item below the mark that is not settled: for a queue that was not there,
   * and for an audit that finds items missing.
   *
   * @param sentence makes what is told from "N items were published again."
   * @return how many
   */
  public long publishMissing(UnaryOperator<String> sentence) {
    BitSet settled = session.read(LedgerReading::settled);
    long count = 0;
    try (ItemCursor cursor = input.from(0);
        ItemPublisher publisher = queue.publishers().apply(session.uid())) {
      for (WorkItem item = cursor.next();
          item != null && item.index() < mark.items();
          item = cursor.next()) {
        if (!settled.get(Math.toIntExact(item.index()))) {
          publisher.publish(item);
          count++;
        }
        pacing.goOnOrThrow(Duration.ZERO);
        if (item.index() == mark.items() - 1) {
          break;
        }
      }
      publisher.flush();
    }
    if (count > 0) {
      notices.accept(
          sentence.apply(
              "%d item%s published again.".formatted(count, count == 1 ? " was" : "s were")));
    }
    return count;
  }

  /** Sees to it that no item goes missing once all are filled; until the pacing says to stop. */
  Auditor auditor(Pacing until) {
    return new Auditor(session, queue.admin(), this, until, new Patience(until, notices));
  }

  private Filled passAgain() {
    try (ItemCursor cursor = input.from(0)) {
      return new Pass(cursor, mark.check(cursor, session.job().value())).run();
    }
  }

  private void seal(long total) {
    while (true) {
      LedgerReply reply =
          session.durably(() -> session.asLeader(token -> new LedgerRequest.Seal(token, total)));
      if (!(reply instanceof LedgerReply.SealRefused refused)) {
        return;
      }
      if (refused.total() >= 0 || refused.mark() > total) {
        throw GleanerException.configuration(
            "Job %s %s items already, and this input has %d: another filler had another input."
                .formatted(
                    session.job(),
                    refused.total() >= 0
                        ? "is sealed with " + refused.total()
                        : "has taken " + refused.mark(),
                    total));
      }
      // A restart of Redis took the mark back; the broker has confirmed the items all the same.
      advance(mark);
    }
  }

  private void requireRoom(WorkItem item) {
    if (item.index() >= JobSpec.MAX_ITEMS) {
      throw GleanerException.configuration(
          ("The input has more than %d items, the most that a job can have. Job %s has taken as"
                  + " many and is not sealed: delete it, and divide the input among several jobs.")
              .formatted(JobSpec.MAX_ITEMS, session.job()));
    }
  }

  private void advance(HighWaterMark to) {
    // What the mark covers must be readable again, should the queue be lost.
    input.sync();
    session.asLeader(token -> new LedgerRequest.Filled(token, to.items(), to.digest()));
    mark = to;
  }

  /**
   * What filling came to.
   *
   * @param items how many items are in the Job
   * @param complete whether the input's end was reached; false if it was stopped before
   */
  public record Filled(long items, boolean complete) {}

  /** One way through what is left of the input, with one publisher. */
  private final class Pass {
    private final ItemCursor cursor;
    private final ItemDigest digest;
    private final MarkSchedule schedule = new MarkSchedule();

    Pass(ItemCursor cursor, ItemDigest digest) {
      this.cursor = cursor;
      this.digest = digest;
    }

    Filled run() {
      try (ItemPublisher publisher = queue.publishers().apply(session.uid())) {
        boolean goOn = true;
        boolean ended = false;
        while (goOn && !ended) {
          WorkItem item = cursor.next();
          if (item == null) {
            ended = true;
          } else {
            requireRoom(item);
            publisher.publish(item);
            digest.add(item.body());
            filled = Math.max(filled, digest.count());
            schedule.passed(digest);
            HighWaterMark confirmed = schedule.confirmed(publisher.confirmedBelow());
            if (confirmed != null) {
              advance(confirmed);
            }
            goOn = pacing.pause(Duration.ZERO);
          }
        }
        publisher.flush();
        if (digest.count() > mark.items()) {
          advance(HighWaterMark.after(digest));
        }
        return new Filled(digest.count(), ended);
      }
    }
  }
}
