package io.gleaner.worker.handler.posix;

import com.sun.jna.Memory;

/** Waits for several descriptors at once. Not safe for use by several threads. */
public final class Poller {
  /** Number of no descriptor: its place is not waited for. */
  public static final int NONE = -1;

  private static final int POLLIN = 1;
  private static final int POLLOUT = 4;
  // struct pollfd: int fd, short events, short revents
  private static final int ENTRY = 8;
  private static final int EVENTS = 4;
  private static final int RESULTS = 6;

  private final int places;
  private final Memory entries;

  /** A poller with so many places, all empty. */
  public Poller(int places) {
    this.places = places;
    this.entries = new Memory((long) places * ENTRY);
    for (int place = 0; place < places; place++) {
      toRead(place, NONE);
    }
  }

  /** Waits at this place until the descriptor can be read, or has ended. */
  public void toRead(int place, int fd) {
    set(place, fd, POLLIN);
  }

  /** Waits at this place until the descriptor can be written, or has no reader any more. */
  public void toWrite(int place, int fd) {
    set(place, fd, POLLOUT);
  }

  /** Waits until something is ready, or so many milliseconds; a negative number is for ever. */
  public void await(int timeoutMillis) {
    if (Libc.poll(entries, places, timeoutMillis) < 0) {
      // A signal came first. The results are then not set, so nothing may count as ready.
      for (int place = 0; place < places; place++) {
        entries.setShort((long) place * ENTRY + RESULTS, (short) 0);
      }
    }
  }

  /** Whether the descriptor at this place was ready, ended or in error when the wait ended. */
  public boolean ready(int place) {
    return entries.getShort((long) place * ENTRY + RESULTS) != 0;
  }

  private void set(int place, int fd, int events) {
    long at = (long) place * ENTRY;
    entries.setInt(at, fd);
    entries.setShort(at + EVENTS, (short) events);
    entries.setShort(at + RESULTS, (short) 0);
  }
}
