package io.gleaner.benchmark.measure;

/** What is measured. Each is a race: the contenders of a measure take turns. */
public enum Measure {
  /** Publishing. */
  FILL(
      "Fill",
      "Items of 64 bytes, persistent, into a quorum queue; confirmed. The second half counts."),
  /** Taking out with nothing to do. */
  DRAIN(
      "Drain",
      "The same items out of the queue and acknowledged; in Gleaner's case claimed and committed,"
          + " for a Java handler that does nothing. Two workers each. The second half of each drain"
          + " counts: the first is the start of the programs."),
  /** Programs started. */
  COMMANDS(
      "Commands",
      "The program `true`, started for each item, two at once. What has a queue counts by its"
          + " second half; programs without one are timed whole."),
  /** One long-lived child a slot. */
  STREAM(
      "Stream handler",
      "A Python program that echoes, two at once: one long-lived child a slot, against the same"
          + " program started for each item."),
  /** Long items. */
  COARSE(
      "Coarse items",
      "Items of one unit of time ± 50 % on 8 workers. The ideal is the schedule of one who knows"
          + " every duration, gives each item in turn to the worker that ends it first, and needs no"
          + " time for it. Measured from the first item's start to the last item's end."),
  /** The last seconds. */
  END(
      "End",
      "From the end of the last item's handler, which is a little before its commit, to the last"
          + " worker's logged decision to exit."),
  /** The first second. */
  START(
      "Start",
      "From the start of the program to the start of its first item; of a plain JVM, until both"
          + " servers have answered."),
  /** Waiting. */
  IDLE(
      "Idle",
      "Workers, of which one runs the last item and sleeps, against as many JVMs that only hold"
          + " a connection to each server. Memory is resident memory of one worker with its guard;"
          + " processor time is that of all of them."),
  /** What an item costs as there are more of them. */
  ITEMS(
      "Number of items",
      "Fill, then drain with 2 workers and a handler that does nothing. The rate is that of the"
          + " whole drain, from the start of the workers to the end of the last; processor time is"
          + " that of the second half. The ledger is what the Job's keys weigh in Redis when it has"
          + " ended and its results are collected."),
  /** What an item costs as there are more workers. */
  WORKERS("Number of workers", "The drain with more and more worker processes."),
  /** What the servers spend on many workers. */
  CROWD(
      "Many workers",
      "Workers that share two processes, each with its connections and its thread. First they wait"
          + " for items, and what the servers spend more than without them is divided by their"
          + " number; then items are published, which they drain meanwhile. The rate is from the"
          + " start of the filling to the end of the last worker.");

  private final String title;
  private final String method;

  Measure(String title, String method) {
    this.title = title;
    this.method = method;
  }

  /** Its heading in the report. */
  public String title() {
    return title;
  }

  /** Whether it shows how a figure changes with size, without peers. */
  public boolean curve() {
    return this == ITEMS || this == WORKERS || this == CROWD;
  }

  /** How it is measured, in a few sentences. */
  public String method() {
    return method;
  }
}
