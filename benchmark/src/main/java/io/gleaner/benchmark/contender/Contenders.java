package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Measure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who takes part. */
public final class Contenders {
  /** Items from which on their cost is to be constant. */
  private static final int MANY = 100_000;

  private static final int FEW = 4;
  private static final double CONSTANT = 0.15;

  private Contenders() {}

  /** The contenders of a race; the first is Gleaner, which the others are compared with. */
  public static List<Contender> of(Measure measure, Site site) throws IOException {
    return switch (measure) {
      case FILL -> List.of(new GleanerFill(site), PerfTest.fill(site));
      case DRAIN ->
          List.of(
              GleanerDrain.noOp(site, 2),
              PerfTest.drain(site),
              new Celery(site),
              new BullMq(site),
              new FineTutorial(site));
      case COMMANDS ->
          List.of(
              GleanerDrain.commands(site),
              CommandRunner.parallel(site),
              CommandRunner.xargs(site),
              new AmqpConsume(site));
      case STREAM -> stream(site);
      case COARSE -> List.of(GleanerCoarse.equal(site), GleanerCoarse.oneSlow(site));
      case END -> end(site);
      case START -> List.of(new GleanerStart(site), BareJvm.starting(site));
      case IDLE -> List.of(new GleanerIdle(site), BareJvm.idle(site), BareJvm.idleSmall(site));
      case ITEMS -> items(site);
      case WORKERS -> workers(site);
      case CROWD -> crowds(site);
    };
  }

  private static List<Contender> stream(Site site) throws IOException {
    Path echo = site.resource("echo.py");
    return List.of(
        GleanerDrain.stream(site, echo),
        GleanerDrain.startedPerItem(site, echo)
            .wanted(new Goal(Column.RATE, Goal.Kind.RATIO_AT_LEAST, 20)));
  }

  /** From 10^5 on, or from the largest that is wanted; then smaller ones. */
  private static List<Contender> items(Site site) {
    int largest = site.sizes().largest();
    int first = Math.min(MANY, largest);
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new GleanerScale(site, first, List.of()));
    for (long items = first * 10L; items <= largest; items *= 10) {
      List<Goal> goals =
          new ArrayList<>(List.of(new Goal(Column.CPU, Goal.Kind.RATIO_WITHIN, CONSTANT)));
      if (items >= 10_000_000) {
        goals.add(new Goal(Column.LEDGER, Goal.Kind.AT_MOST, 1));
      }
      contenders.add(new GleanerScale(site, (int) items, goals));
    }
    for (int items = first / 10; items >= 1_000; items /= 10) {
      contenders.add(new GleanerScale(site, items, List.of()));
    }
    return contenders;
  }

  private static List<Contender> end(Site site) {
    Contender few = new GleanerEnd(site, FEW, 150);
    int crowd = site.sizes().crowd();
    return crowd <= FEW ? List.of(few) : List.of(few, new GleanerEnd(site, crowd, 500));
  }

  private static List<Contender> workers(Site site) {
    List<Contender> contenders = new ArrayList<>();
    for (int workers = 1; workers <= site.sizes().workers(); workers *= 2) {
      contenders.add(GleanerDrain.noOp(site, workers));
    }
    return contenders;
  }

  /** More and more, up to the most that is wanted. */
  private static List<Contender> crowds(Site site) {
    List<Contender> contenders = new ArrayList<>();
    int most = site.sizes().simulated();
    for (int workers = FEW; workers < most; workers *= FEW) {
      contenders.add(new GleanerCrowd(site, workers));
    }
    contenders.add(new GleanerCrowd(site, most));
    return contenders;
  }
}
