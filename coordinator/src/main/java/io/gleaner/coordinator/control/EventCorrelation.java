package io.gleaner.coordinator.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How events are gathered, as Kubernetes' {@code EventCorrelator} (client-go, tools/record) does:
 * what is told again is counted, and of many similar ones only the latest is written out. Pure.
 */
public final class EventCorrelation {
  /** The most that is kept of an object; the oldest go first. */
  public static final int MOST = 64;

  /** From so many different sentences on, similar events become one. */
  static final int MOST_SIMILAR = 10;

  /** What comes later than this after the one before it begins a new series. */
  static final Duration SERIES = Duration.ofMinutes(10);

  private static final String COMBINED = "(combined from similar events): ";

  private EventCorrelation() {}

  /**
   * Adds an event.
   *
   * @param kept what is there, from the earliest {@code last} on; is not changed
   * @return the same in this order, with the event
   */
  public static List<Event> add(List<Event> kept, Event told) {
    List<Event> events = new ArrayList<>(kept);
    String sentence = isSeries(kept, told) ? COMBINED + told.message() : told.message();
    Event added = null;
    for (Event event : kept) {
      boolean same =
          sentence.startsWith(COMBINED)
              ? event.message().startsWith(COMBINED)
              : event.message().equals(sentence);
      if (same && event.isSimilarTo(told)) {
        added = event.again(sentence, told.last());
        events.remove(event);
        break;
      }
    }
    events.add(
        added != null
            ? added
            : Event.of(told.type(), told.from(), told.reason(), sentence, told.last()));
    events.sort(Comparator.comparing(Event::last));
    return List.copyOf(events.subList(Math.max(0, events.size() - MOST), events.size()));
  }

  /** Whether it would be one sentence too many of its kind within a short time. */
  private static boolean isSeries(List<Event> kept, Event told) {
    List<Event> similar = new ArrayList<>(kept.stream().filter(told::isSimilarTo).toList());
    similar.sort(Comparator.comparing(Event::first));
    int sentences = 0;
    Instant end = Instant.MIN;
    for (Event event : similar) {
      if (isNewSeries(end, event.first())) {
        sentences = 0;
      }
      end = event.last().isAfter(end) ? event.last() : end;
      if (event.message().equals(told.message())) {
        // Counted as what it is.
        return false;
      }
      sentences += event.message().startsWith(COMBINED) ? 0 : 1;
    }
    return !isNewSeries(end, told.last()) && sentences + 1 >= MOST_SIMILAR;
  }

  private static boolean isNewSeries(Instant end, Instant next) {
    return end.equals(Instant.MIN) || next.isAfter(end.plus(SERIES));
  }
}
