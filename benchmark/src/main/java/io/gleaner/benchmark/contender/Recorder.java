package io.gleaner.benchmark.contender;

import java.nio.file.Path;
import java.util.Map;

/** The JDK's flight recorder. */
final class Recorder {
  private Recorder() {}

  /** The environment in which Gleaner's program records what it does, until it exits. */
  static Map<String, String> environment(Path recording) {
    return Map.of(
        "GLEANER_JAVA_OPTS",
        "-XX:StartFlightRecording=settings=profile,filename=" + recording + " -Xlog:jfr*=off");
  }
}
