package io.gleaner.faults.evidence;

/**
 * A line of the journal. All lines of a run are appended to one file, so their order is the order
 * in which they happened.
 *
 * @param line which line it is, from 0
 * @param millis the machine's uptime
 * @param kind what it tells
 * @param worker the worker or other process that it is about, or {@code -}
 * @param index the item, or the number of the fault; −1 where there is none
 * @param attempt the attempt, or 0
 * @param token the fencing token, or 0
 * @param pid the process, or 0
 * @param detail a word that depends on the kind, or {@code -}
 */
public record Event(
    int line,
    long millis,
    EventKind kind,
    String worker,
    int index,
    int attempt,
    long token,
    long pid,
    String detail) {
  /** The detail of a {@link EventKind#HEALED} fault that all parties felt. */
  public static final String SERVERS = "servers";

  /** The detail of a {@link EventKind#HEALED} fault that took messages away. */
  public static final String QUEUE = "queue";

  /** What the names of coordinators begin with. */
  public static final String COORDINATOR = "run";

  /** What the names of processes begin with that put dead letters back. */
  public static final String RETRY = "retry";

  private static final int WORDS = 8;

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is none of the journal's
   */
  public static Event parse(int number, String line) {
    String[] words = line.split(" ", -1);
    if (words.length != WORDS) {
      throw new IllegalArgumentException("line " + (number + 1) + " of the journal: " + line);
    }
    return new Event(
        number,
        Math.round(Double.parseDouble(words[0]) * 1000),
        EventKind.valueOf(words[1]),
        words[2],
        Integer.parseInt(words[3]),
        Integer.parseInt(words[4]),
        Long.parseLong(words[5]),
        Long.parseLong(words[6]),
        words[7]);
  }

  /** The journal's line. */
  public String text() {
    return "%d.%03d %s %s %d %d %d %d %s"
        .formatted(millis / 1000, millis % 1000, kind, worker, index, attempt, token, pid, detail);
  }

  /** The same event with another detail. */
  public Event withDetail(String other) {
    return new Event(line, millis, kind, worker, index, attempt, token, pid, other);
  }

  /** Whether a handler or a child of it wrote this. */
  public boolean byHandler() {
    return switch (kind) {
      case START, TICK, LEFT, SUICIDE, END -> true;
      case BEGAN, EXIT, GONE, KILLED, ASKED, FROZEN, THAWED, FAULT, HEALED, OVER -> false;
    };
  }
}
