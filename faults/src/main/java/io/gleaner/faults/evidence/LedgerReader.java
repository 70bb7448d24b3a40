package io.gleaner.faults.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what the ledger says of a Job, straight from Redis. */
public final class LedgerReader {
  private LedgerReader() {}

  /** Reads a Job's end from the Redis at a port of loopback. */
  public static LedgerEnd read(int port, String secret, String job) {
    String prefix = "gleaner:{" + job + "}:";
    try (RespClient redis = new RespClient(port, secret)) {
      List<String> facts = redis.ask("HMGET", prefix + "job", "phase", "uid", "total", "doneCount");
      return new LedgerEnd(
          facts.get(0),
          facts.get(1),
          number(facts.get(2)),
          number(facts.get(3)),
          bits(redis.ask("GET", prefix + "done").get(0)),
          redis.ask("HKEYS", prefix + "dead").stream()
              .map(Integer::parseInt)
              .collect(Collectors.toSet()),
          number(redis.ask("HLEN", prefix + "leases").get(0)));
    } catch (IOException e) {
      throw new UncheckedIOException("the ledger of " + job + " cannot be read", e);
    }
  }

  /** Redis counts bits from the highest of the first byte. */
  static Set<Integer> bits(String bitmap) {
    Set<Integer> set = new HashSet<>();
    for (int i = 0; i < bitmap.length() * 8; i++) {
      if ((bitmap.charAt(i / 8) >> (7 - i % 8) & 1) == 1) {
        set.add(i);
      }
    }
    return set;
  }

  private static long number(String text) {
    return text.isEmpty() ? -1 : Long.parseLong(text);
  }
}
