package io.gleaner.ledger;

import io.gleaner.item.Bytes;
import java.util.List;

/**
 * An item out of attempts.
 *
 * @param body the item itself, kept so that {@code retry} can publish it again
 * @param attempts how many starts it had
 * @param exitCode the last attempt's exit code, −1 where there was none (its worker was lost)
 * @param error the last attempt's error, a sentence
 * @param errorTail the end of the last attempt's standard error
 * @param failures the last attempts that failed, in their order
 */
public record DeadLetter(
    Bytes body,
    int attempts,
    int exitCode,
    String error,
    String errorTail,
    List<FailedAttempt> failures) {
  /** Copies the failures. */
  public DeadLetter {
    failures = List.copyOf(failures);
  }
}
