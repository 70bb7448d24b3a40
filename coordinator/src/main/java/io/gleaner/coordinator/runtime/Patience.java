package io.gleaner.coordinator.runtime;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tries again what failed for now, ever more slowly, until it works or the work is to stop; tells
 * the person once that it does.
 */
public final class Patience {
  private static final Duration FIRST_DELAY = Duration.ofMillis(100);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

  private final Pacing pacing;
  private final Consumer<String> notices;

  /**
   * Tries nothing yet.
   *
   * @param notices hears a sentence when something fails, and when it works again
   */
  public Patience(Pacing pacing, Consumer<String> notices) {
    this.pacing = pacing;
    this.notices = notices;
  }

  /**
   * Calls until there is an answer.
   *
   * @throws StoppedException if the work is to stop before
   * @throws GleanerException what the call throws that is not transient
   */
  public <T> T insist(Supplier<T> call) {
    Duration delay = FIRST_DELAY;
    boolean told = false;
    while (true) {
      try {
        T answer = call.get();
        if (told) {
          notices.accept("It works again.");
        }
        return answer;
      } catch (GleanerException e) {
        if (e.kind() != ErrorKind.TRANSIENT) {
          throw e;
        }
        if (!told) {
          notices.accept(sentence(e) + " Trying again until it works.");
          told = true;
        }
      }
      pacing.goOnOrThrow(delay);
      delay = longer(delay);
    }
  }

  /** The delay after this one. */
  static Duration longer(Duration delay) {
    Duration doubled = delay.multipliedBy(2);
    return doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
  }

  /** An error's message as a sentence of its own. */
  static String sentence(GleanerException e) {
    String text = String.valueOf(e.getMessage());
    String whole = text.isEmpty() || text.endsWith(".") ? text : text + ".";
    return whole.isEmpty() ? whole : Character.toUpperCase(whole.charAt(0)) + whole.substring(1);
  }
}
