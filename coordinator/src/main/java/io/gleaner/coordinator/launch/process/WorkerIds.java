package io.gleaner.coordinator.launch.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Ids of workers, readable and unique: {@code host-1234-1-a0f3}. */
final class WorkerIds {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final int LONGEST_HOST = 40;

  private final String prefix;
  private final AtomicInteger count = new AtomicInteger();
  private final SecureRandom random = new SecureRandom();

  /** Ids that begin with a host's name, cleaned of what no file name or key should contain. */
  WorkerIds(String host, long pid) {
    String label = host.strip().split("\\.", 2)[0].replaceAll("[^A-Za-z0-9_-]", "_");
    String bounded = label.substring(0, Math.min(label.length(), LONGEST_HOST));
    prefix = (bounded.isEmpty() ? "worker" : bounded) + "-" + pid;
  }

  /** Ids of workers that this process starts. */
  static WorkerIds ofThisProcess(String hostVariable) {
    return new WorkerIds(host(hostVariable), ProcessHandle.current().pid());
  }

  String next() {
    return "%s-%d-%04x".formatted(prefix, count.incrementAndGet(), random.nextInt(1 << 16));
  }

  /** Without asking a name server, which may take long to answer. */
  private static String host(String otherwise) {
    try {
      return Files.readString(HOST_NAME);
    } catch (IOException notLinux) {
      return otherwise;
    }
  }
}
