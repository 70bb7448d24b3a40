package io.gleaner.benchmark.contender;

import java.nio.file.Path;

/** A contender that can be looked into while it runs. */
public interface Profiled {
  /**
   * One more repetition, slowed down by the look into it.
   *
   * @param recording where the JDK's flight recorder leaves what one of its processes did
   */
  void run(Path recording) throws Exception;
}
