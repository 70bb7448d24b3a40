package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Measure;
import java.util.List;

/** Who takes part. */
public final class Contenders {
  private Contenders() {}

  /** The contenders of a race; the first is Gleaner, which the others are compared with. */
  public static List<Contender> of(Measure measure, Site site) {
    return switch (measure) {
      case FILL -> List.of(Gleaner.fill(site), PerfTest.fill(site));
      case DRAIN -> List.of(Gleaner.drain(site), PerfTest.drain(site));
      case COMMANDS ->
          List.of(
              Gleaner.commands(site),
              CommandRunner.xargs(site),
              CommandRunner.parallel(site),
              new AmqpConsume(site));
    };
  }
}
