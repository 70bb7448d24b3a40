package io.gleaner.coordinator.control.service;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Names of workers as Kubernetes names the pods of a Job. */
final class WorkerNames {
  /** Kubernetes' alphabet for such names: no vowels, so that no words come of it. */
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private static final int RANDOM = 5;
  private static final int LONGEST = 63;

  private WorkerNames() {}

  /** {@code pi-x7k2p}; {@code pi-3-x7k2p} for an index. */
  static String next(String job, @Nullable Integer index, RandomGenerator random) {
    String end = index == null ? "-" : "-" + index + "-";
    int room = LONGEST - RANDOM - end.length();
    StringBuilder name = new StringBuilder(job.substring(0, Math.min(job.length(), room)));
    name.append(end);
    for (int i = 0; i < RANDOM; i++) {
      name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return name.toString();
  }
}
