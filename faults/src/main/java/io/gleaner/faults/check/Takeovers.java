package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.evidence.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds every takeover in the journal. */
public final class Takeovers {
  private static final long AFTERMATH_MILLIS = 1_000;

  private final Evidence evidence;
  private final List<Event> events;

  private Takeovers(Evidence evidence) {
    this.evidence = evidence;
    this.events = evidence.events();
  }

  /** All takeovers of a run. */
  public static List<Takeover> of(Evidence evidence) {
    return new Takeovers(evidence).find();
  }

  private List<Takeover> find() {
    List<Takeover> found = new ArrayList<>();
    for (Event gone : events) {
      Takeover.Way way = way(gone);
      if (way != null) {
        runningAt(gone)
            .forEach((index, token) -> next(way, gone, index, token).ifPresent(found::add));
      }
    }
    return found;
  }

  private Takeover.@Nullable Way way(Event event) {
    return switch (event.kind()) {
      case KILLED, SUICIDE -> {
        boolean launched =
            evidence.of(EventKind.GONE).stream().anyMatch(e -> e.worker().equals(event.worker()));
        yield launched ? Takeover.Way.WATCHED : Takeover.Way.UNWATCHED;
      }
      case FROZEN -> Takeover.Way.FROZEN;
      case START, TICK, LEFT, END, BEGAN, EXIT, GONE, ASKED, THAWED, FAULT, HEALED, OVER -> null;
    };
  }

  /** The items, with their tokens, whose handlers a worker has begun and not ended. */
  private Map<Integer, Long> runningAt(Event moment) {
    Map<Integer, Long> running = new HashMap<>();
    for (Event event : events.subList(0, moment.line())) {
      if (event.worker().equals(moment.worker())) {
        if (event.kind() == EventKind.START) {
          running.put(event.index(), event.token());
        } else if (event.kind() == EventKind.END) {
          running.remove(event.index(), event.token());
        }
      }
    }
    // What another worker has started since is not this one's any more.
    for (Event event : events.subList(0, moment.line())) {
      Long token = running.get(event.index());
      if (event.kind() == EventKind.START && token != null && event.token() > token) {
        running.remove(event.index());
      }
    }
    return running;
  }

  private Optional<Takeover> next(Takeover.Way way, Event gone, int index, long token) {
    Optional<Event> start =
        events.stream()
            .filter(e -> e.line() > gone.line() && e.kind() == EventKind.START)
            .filter(e -> e.index() == index && e.token() > token)
            .findFirst();
    // The frozen worker may go on by itself, if it was thawed in time.
    if (start.isEmpty() || start.get().worker().equals(gone.worker())) {
      return Optional.empty();
    }
    long at = start.get().millis();
    return Optional.of(
        new Takeover(
            way,
            index,
            at - gone.millis(),
            at - freeSlot(gone, lastOtherStart(gone, start.get()), start.get()),
            alone(gone, start.get())));
  }

  /** The last start of another item instead of this one; the beginning, if there is none. */
  private Event lastOtherStart(Event from, Event until) {
    return events.subList(from.line(), until.line()).stream()
        .filter(e -> e.kind() == EventKind.START && !e.worker().equals(from.worker()))
        .reduce(from, (first, second) -> second);
  }

  /**
   * The first moment from the last other start on at which another worker had less to do than it
   * can: what was free before may have been taken by that start.
   */
  private long freeSlot(Event gone, Event last, Event until) {
    Slots slots = new Slots(evidence.concurrency());
    for (Event event : events.subList(0, until.line())) {
      slots.see(event);
      if (event.line() >= last.line() && slots.free(gone.worker())) {
        return event.millis();
      }
    }
    return until.millis();
  }

  /** A Redis that has restarted grants nothing for a lease time, and workers connect again. */
  private long aftermath(Event healed) {
    return healed.detail().equals(Event.SERVERS) ? 2 * evidence.leaseMillis() : AFTERMATH_MILLIS;
  }

  /**
   * Whether the only fault of these moments is the one that took the worker. Of an item that may
   * have a backup nobody can tell from outside whether it was taken over or went on.
   */
  private boolean alone(Event gone, Event start) {
    if (evidence.speculates()) {
      return false;
    }
    Map<Integer, Long> active = new HashMap<>();
    Set<Integer> touched = new HashSet<>();
    for (Event event : events.subList(0, start.line())) {
      if (event.kind() == EventKind.FAULT) {
        active.put(event.index(), event.millis());
      } else if (event.kind() == EventKind.HEALED) {
        active.remove(event.index());
        if (event.millis() >= gone.millis() - aftermath(event)) {
          touched.add(event.index());
        }
      }
      boolean otherSuicide = event.kind() == EventKind.SUICIDE && event.line() != gone.line();
      if (otherSuicide && event.millis() >= gone.millis() - AFTERMATH_MILLIS) {
        touched.add(-1);
      }
    }
    touched.addAll(active.keySet());
    return !tookMessages(gone, start)
        && !delayed(gone, start)
        && touched.size() <= (gone.kind() == EventKind.SUICIDE ? 0 : 1);
  }

  /**
   * Whether the item's message may have been taken out of the queue, while it ran or since: then it
   * comes back by an audit, which waits until all else is done.
   */
  private boolean tookMessages(Event gone, Event start) {
    long began =
        events.stream()
            .filter(e -> e.kind() == EventKind.START && e.index() == start.index())
            .filter(e -> e.line() < gone.line() && e.worker().equals(gone.worker()))
            .mapToLong(Event::millis)
            .max()
            .orElse(gone.millis());
    return evidence.of(EventKind.HEALED).stream()
        .filter(e -> e.detail().equals(Event.QUEUE) && e.line() < start.line())
        .anyMatch(e -> e.millis() >= began - 2 * evidence.leaseMillis());
  }

  /** Whether the item had failed before: its next attempt waits for a delay, or for a retry. */
  private boolean delayed(Event gone, Event start) {
    return evidence.fates().doomed().contains(start.index())
        && events.stream()
            .filter(e -> e.kind() == EventKind.START && e.index() == start.index())
            .anyMatch(e -> e.line() < gone.line() && e.attempt() > 1);
  }
}
