package io.gleaner.benchmark.cli;

import io.gleaner.benchmark.contender.Sizes;
import io.gleaner.benchmark.measure.Measure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much is measured. */
final class SizeOptions {
  @Option(
      names = "--quick",
      description =
          "Small sizes and two repetitions, to see in a few minutes that every measure works.")
  private boolean quick;

  @Option(
      names = "--items",
      description = "Items that are filled and drained (1000000; quick: 10000).")
  private @Nullable Integer items;

  @Option(names = "--commands", description = "Commands that are run (5000; quick: 500).")
  private @Nullable Integer commands;

  @Option(names = "--coarse", description = "Long items (200; quick: 80).")
  private @Nullable Integer coarse;

  @Option(
      names = "--unit-millis",
      description = "What a long item takes in the middle (1000; quick: 100).")
  private @Nullable Integer unitMillis;

  @Option(
      names = "--crowd",
      description = "Workers that wait for the last item, or end together (16; quick: 4).")
  private @Nullable Integer crowd;

  @Option(
      names = "--idle-seconds",
      description = "How long idle programs are watched (30; quick: 5).")
  private @Nullable Integer idleSeconds;

  @Option(
      names = "--largest",
      description = "The most items of the curve over their number (10000000; quick: 10000).")
  private @Nullable Integer largest;

  @Option(
      names = "--most-workers",
      description = "The most workers of the curve over their number (64; quick: 4).")
  private @Nullable Integer workers;

  @Option(
      names = "--most-simulated",
      description = "The most workers of those that share a process (1000; quick: 16).")
  private @Nullable Integer simulated;

  @Option(names = "--repetitions", description = "Of each contender, taking turns (5; quick: 2).")
  private @Nullable Integer repetitions;

  @Option(
      names = "--curve-repetitions",
      description = "Of the curves, which take longest (3; quick: 2).")
  private @Nullable Integer curveRepetitions;

  Sizes sizes() {
    return new Sizes(
        size(items, 1_000_000, 10_000),
        size(commands, 5_000, 500),
        size(coarse, 200, 80),
        size(unitMillis, 1_000, 100),
        size(crowd, 16, 4),
        size(idleSeconds, 30, 5),
        size(largest, 10_000_000, 10_000),
        size(workers, 64, 4),
        size(simulated, 1_000, 16));
  }

  int repetitions(Measure measure) {
    return measure.curve() ? size(curveRepetitions, 3, 2) : size(repetitions, 5, 2);
  }

  /** Says all of it. */
  String sentence() {
    Sizes sizes = sizes();
    return String.format(
        Locale.ROOT,
        "%s%,d items, %,d commands, %d long items of %d ms, %d workers that wait %d s, curves to %,d items"
            + " and %d workers, and to %d that share a process, %d repetitions, %d of the curves",
        quick ? "`--quick`: " : "",
        sizes.items(),
        sizes.commands(),
        sizes.coarse(),
        sizes.unitMillis(),
        sizes.crowd(),
        sizes.idleSeconds(),
        sizes.largest(),
        sizes.workers(),
        sizes.simulated(),
        repetitions(Measure.FILL),
        repetitions(Measure.ITEMS));
  }

  private int size(@Nullable Integer given, int full, int small) {
    return given != null ? given : quick ? small : full;
  }
}
