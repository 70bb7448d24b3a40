package io.gleaner.queue.amqp;

/**
 * When a refusal counts: at once where nothing has worked yet, and after several in a row where it
 * has. A broker whose users are just being set up again, or whose place another one takes for a
 * moment, refuses who is welcome later.
 */
final class Refusals {
  /** With the usual delays in between, some 20 s. */
  static final int IN_A_ROW = 8;

  private boolean worked;
  private int row;

  /** It was not refused. */
  void worked() {
    worked = true;
    row = 0;
  }

  /** It was refused once more; whether that is to be believed. */
  boolean counts() {
    row++;
    return !worked || row >= IN_A_ROW;
  }
}
