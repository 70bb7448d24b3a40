package io.gleaner.ledger.redis;

import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.redis.RedisOptions.Fsync;

/** What makes a barrier durable on a given server. */
enum Durability {
  /** The server syncs before it answers: the answer to a write is enough. */
  ANSWER,
  /**
   * A write, then WAITAOF behind it on the same connection, which returns at once since the server
   * syncs before it answers.
   */
  WAITAOF,
  /**
   * The same on a connection of its own: there WAITAOF takes up to a second, and it holds up all
   * that is behind it.
   */
  WAITAOF_APART,
  /** A write, then two intervals of the server's own sync, watched through INFO. */
  TWO_INTERVALS,
  /** Nothing is durable, and the user said that this is all right. */
  VOLATILE;

  /**
   * Finds how a barrier is passed on a server.
   *
   * @throws GleanerException of kind configuration when the server cannot keep a ledger; it says
   *     why
   */
  static Durability of(ServerFacts facts, boolean allowVolatile) {
    if (!facts.atLeast(6, 2)) {
      throw refused("it is version " + facts.version() + "; the ledger needs 6.2 or newer");
    }
    // volatile-* only evicts keys that expire, and nothing that a running Job needs does.
    if (facts.maxMemory() > 0 && facts.evictionPolicy().startsWith("allkeys")) {
      throw refused(
          "its maxmemory-policy "
              + facts.evictionPolicy()
              + " would throw away parts of the ledger when memory is short; set noeviction");
    }
    if (!facts.appendOnly()) {
      return volatileIf(
          allowVolatile,
          "it keeps no append-only file, so a crash would lose the Job; set appendonly yes and"
              + " appendfsync always");
    }
    if (facts.fsync() == Fsync.NO) {
      return volatileIf(
          allowVolatile,
          "its appendfsync is no, so nothing says when a write is safe; set always or everysec");
    }
    if (facts.atLeast(7, 2)) {
      return facts.fsync() == Fsync.ALWAYS ? WAITAOF : WAITAOF_APART;
    }
    return beforeWaitaof(facts);
  }

  private static Durability beforeWaitaof(ServerFacts facts) {
    if (facts.pausesFsync()) {
      throw refused(
          "its no-appendfsync-on-rewrite is yes, so writes are not safe while it rewrites its file;"
              + " set no");
    }
    Fsync fsync = facts.fsync();
    if (fsync == null) {
      throw refused(
          "it does not let this user read its configuration (CONFIG GET), so nobody can tell when a"
              + " write is safe; permit it, or name its appendfsync");
    }
    return fsync == Fsync.ALWAYS ? ANSWER : TWO_INTERVALS;
  }

  private static Durability volatileIf(boolean allowed, String why) {
    if (allowed) {
      return VOLATILE;
    }
    throw refused(why);
  }

  private static GleanerException refused(String why) {
    return GleanerException.configuration("this Redis cannot keep a ledger: " + why);
  }
}
