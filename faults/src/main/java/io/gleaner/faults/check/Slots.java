package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the workers do, event by event. A worker is known from its first handler on. */
final class Slots {
  private final int concurrency;
  private final Map<String, Set<Integer>> running = new HashMap<>();
  private final Set<String> frozen = new HashSet<>();
  private final Set<String> began = new HashSet<>();

  Slots(int concurrency) {
    this.concurrency = concurrency;
  }

  void see(Event event) {
    switch (event.kind()) {
      case START -> {
        // Whoever ran it before was stopped, without another word.
        running.values().forEach(items -> items.remove(event.index()));
        running.computeIfAbsent(event.worker(), w -> new HashSet<>()).add(event.index());
      }
      case END -> running.getOrDefault(event.worker(), new HashSet<>()).remove(event.index());
      case BEGAN -> began.add(event.worker());
      case EXIT, GONE, KILLED, SUICIDE, ASKED -> gone(event.worker());
      case FROZEN -> frozen.add(event.worker());
      case THAWED -> frozen.remove(event.worker());
      case TICK, LEFT, FAULT, HEALED, OVER -> {
        // Nothing begins or ends.
      }
    }
  }

  /** The workers that a coordinator has launched go with it; the journal does not say which. */
  private void gone(String process) {
    running.remove(process);
    if (process.startsWith(Event.COORDINATOR)) {
      running.keySet().retainAll(began);
    }
  }

  /** Whether another worker than this one could run one more item. */
  boolean free(String but) {
    return running.entrySet().stream()
        .anyMatch(
            e ->
                !e.getKey().equals(but)
                    && !frozen.contains(e.getKey())
                    && e.getValue().size() < concurrency);
  }
}
