package io.gleaner.benchmark.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a program's Java code was when the flight recorder looked. Time in the kernel and in the
 * compiler is not in it.
 *
 * @param samples how often it looked
 * @param threads shares of the threads, the largest first
 * @param packages shares of the packages of the innermost frames, the largest first
 * @param methods shares of the innermost methods, the largest first
 */
public record Hotspots(
    int samples, List<Share> threads, List<Share> packages, List<Share> methods) {
  private static final int MOST = 8;
  private static final Pattern NUMBER = Pattern.compile("[0-9a-f]{8}|\\d+");

  /** A part of the whole, between 0 and 1. */
  public record Share(String name, double part) {}

  /** Reads a recording. */
  public static Hotspots read(Path recording) throws IOException {
    Counter threads = new Counter();
    Counter packages = new Counter();
    Counter methods = new Counter();
    int samples = 0;
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        boolean sample = event.getEventType().getName().equals("jdk.ExecutionSample");
        if (sample && event.getStackTrace() != null) {
          samples++;
          threads.add(thread(event.getThread("sampledThread")));
          List<RecordedFrame> frames = event.getStackTrace().getFrames();
          RecordedMethod innermost = frames.get(0).getMethod();
          String type = innermost.getType().getName();
          packages.add(type.substring(0, Math.max(0, type.lastIndexOf('.'))));
          methods.add(type.substring(type.lastIndexOf('.') + 1) + "." + innermost.getName());
        }
      }
    }
    return new Hotspots(samples, threads.shares(), packages.shares(), methods.shares());
  }

  /** Threads of one kind differ by numbers and ids. */
  static String threadKind(String name) {
    return NUMBER.matcher(name).replaceAll("N");
  }

  private static String thread(RecordedThread thread) {
    String name = thread == null ? null : thread.getJavaName();
    return threadKind(name == null ? "(a thread of the JVM)" : name);
  }

  /** Counts names. */
  static final class Counter {
    private final Map<String, Integer> counts = new HashMap<>();
    private int all;

    void add(String name) {
      counts.merge(name, 1, Integer::sum);
      all++;
    }

    List<Share> shares() {
      return counts.entrySet().stream()
          .map(each -> new Share(each.getKey(), (double) each.getValue() / all))
          .sorted(Comparator.comparingDouble(Share::part).reversed().thenComparing(Share::name))
          .limit(MOST)
          .toList();
    }
  }
}
