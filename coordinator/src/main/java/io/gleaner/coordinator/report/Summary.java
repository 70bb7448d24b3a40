package io.gleaner.coordinator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a person is told at the end of a run.
 *
 * @param job the Job's name
 * @param total all items, or empty if the run ended before the input did
 * @param done items done, those of earlier runs too
 * @param failed items failed for good, those of earlier runs too
 * @param endedBefore how many of these had ended when this run began
 * @param retries attempts beyond each item's first
 * @param durationMillis how long this run took, in milliseconds
 * @param workers how many workers were asked for
 */
public record Summary(
    String job,
    OptionalLong total,
    long done,
    long failed,
    long endedBefore,
    long retries,
    long durationMillis,
    int workers) {
  /** The summary, line by line; a hint what to do about failed items comes last. */
  public List<String> lines() {
    if (total.orElse(-1) == 0) {
      return List.of("0 items: the input was empty, there was nothing to do.");
    }
    long ended = done + failed;
    List<String> figures = new ArrayList<>();
    figures.add(done + " done");
    figures.add(failed + " failed");
    if (total.isEmpty()) {
      figures.add("the input was not read to its end");
    } else if (total.getAsLong() > ended) {
      figures.add(total.getAsLong() - ended + " not done yet");
    }
    if (retries > 0) {
      figures.add(retries == 1 ? "1 retry" : retries + " retries");
    }
    figures.add(Texts.duration(durationMillis));
    if (durationMillis > 0) {
      figures.add(Texts.rate((ended - endedBefore) * 1000.0 / durationMillis) + " items/s");
    }
    figures.add(Texts.count(workers, "worker"));
    String items = total.isPresent() ? Texts.count(total.getAsLong(), "item") + ": " : "";
    List<String> lines = new ArrayList<>();
    lines.add(items + String.join(", ", figures));
    if (failed > 0) {
      lines.add(hint());
    }
    return lines;
  }

  private String hint() {
    String them = failed == 1 ? "it" : "them";
    String items = failed == 1 ? "item" : "items";
    return "gleaner dead-letters "
        + job
        + " lists the failed "
        + items
        + "; gleaner retry "
        + job
        + (" puts " + them + " back");
  }
}
