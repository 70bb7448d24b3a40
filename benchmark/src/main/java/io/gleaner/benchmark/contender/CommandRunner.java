package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.CpuTime;
import io.gleaner.benchmark.measure.Measure;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.ProcStat;
import io.gleaner.benchmark.process.Programs;
import io.gleaner.benchmark.process.Running;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A program that runs a command for each line of its standard input. Its start counts too. */
final class CommandRunner implements Contender {
  private static final double NANOS = 1e9;

  private final Site site;
  private final List<String> command;

  private CommandRunner(Site site, String command) {
    this.site = site;
    this.command = Arrays.asList(command.split(" ", -1));
  }

  static Contender xargs(Site site) {
    return new CommandRunner(site, "xargs -P2 -n1 true");
  }

  static Contender parallel(Site site) {
    return new CommandRunner(site, "parallel -j2 true");
  }

  @Override
  public String name() {
    return String.join(" ", command);
  }

  @Override
  public Measure measure() {
    return Measure.COMMANDS;
  }

  @Override
  public Optional<String> missing() {
    return Programs.missing(command.get(0));
  }

  @Override
  public Sample run() throws Exception {
    // Its time can only be had from this process' ended children once it has ended itself.
    long self = ProcessHandle.current().pid();
    CpuTime before = children(self);
    long began = System.nanoTime();
    try (Running program = site.start(command.get(0), command, site.lines(site.commands()))) {
      program.await();
    }
    double seconds = (System.nanoTime() - began) / NANOS;
    return new Sample(site.commands(), seconds, children(self).since(before));
  }

  private static CpuTime children(long self) {
    return new CpuTime(0, 0, ProcStat.endedChildrenSeconds(self));
  }
}
