package io.gleaner.faults.servers;

/** One server with its data, at an address that stays. Not for several threads at once. */
public interface Server extends AutoCloseable {
  /** Where it listens, on loopback. */
  int port();

  /** Starts it on its data and waits until it answers. */
  void start();

  /** Stops it the clean way and waits for that. */
  void stop();

  /** Ends it with SIGKILL and waits for that. */
  void kill();

  /** Freezes it: it keeps its connections and says nothing. */
  void pause();

  /** Ends a pause. */
  void resume();

  /** Its name and version. */
  String version();

  /** Ends it, whatever it does, and deletes its data. */
  @Override
  void close();
}
