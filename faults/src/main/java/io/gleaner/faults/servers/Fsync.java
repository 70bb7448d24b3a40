package io.gleaner.faults.servers;

import java.util.List;
import java.util.Locale;

/** When Redis brings its append-only file to the disk. */
public enum Fsync {
  /** Before it answers. */
  ALWAYS,
  /** Once a second. */
  EVERYSEC;

  /** The server's options besides its address and folder. */
  List<String> options(String secret) {
    return List.of(
        "--requirepass", secret,
        "--appendonly", "yes",
        "--appendfsync", name().toLowerCase(Locale.ROOT),
        "--maxmemory-policy", "noeviction",
        "--save", "");
  }
}
