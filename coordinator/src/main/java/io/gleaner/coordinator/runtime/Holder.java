package io.gleaner.coordinator.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** What a coordinator calls itself towards others. */
public final class Holder {
  private static final Path KERNEL_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private Holder() {}

  /** A name of this process that no other has: {@code pid 4711 on myhost (1f2e3d4c)}. */
  public static String here(Map<String, String> env) {
    String unique = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return "pid %d on %s (%s)".formatted(ProcessHandle.current().pid(), host(env), unique);
  }

  /** This machine's name, without asking the network. */
  public static String host(Map<String, String> env) {
    try {
      return Files.readString(KERNEL_HOST_NAME).strip();
    } catch (IOException e) {
      // Not on Linux.
      return env.getOrDefault("HOSTNAME", "this machine");
    }
  }
}
