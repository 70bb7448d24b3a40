package io.gleaner.coordinator.display;

import io.gleaner.coordinator.control.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The end of a description: what was told of the object, as {@code kubectl describe} shows it. */
final class EventLines {
  private EventLines() {}

  static void add(TabWriter out, List<Event> events, Instant now) {
    if (events.isEmpty()) {
      out.line("Events:\t<none>");
      return;
    }
    out.line("Events:");
    out.line(1, "Type\tReason\tAge\tFrom\tMessage");
    out.line(1, "----\t------\t----\t----\t-------");
    for (Event event : events.stream().sorted(Comparator.comparing(Event::last)).toList()) {
      out.line(
          1,
          String.join(
              "\t",
              event.type().text(),
              event.reason(),
              age(event, now),
              event.from(),
              event.message().strip()));
    }
  }

  private static String age(Event event, Instant now) {
    String first = Ages.since(event.first(), now);
    return event.count() > 1
        ? "%s (x%d over %s)".formatted(Ages.since(event.last(), now), event.count(), first)
        : first;
  }
}
