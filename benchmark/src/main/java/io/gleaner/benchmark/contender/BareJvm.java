package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.Looking;
import io.gleaner.benchmark.process.Running;
import io.gleaner.benchmark.watch.BareClients;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * JVMs that hold a connection to each server, with the same clients as Gleaner, and nothing else.
 */
final class BareJvm implements Contender {
  private static final Pattern CONNECTED =
      Pattern.compile(Pattern.quote(BareClients.CONNECTED) + "(\\d+)");
  private static final Pattern JARS =
      Pattern.compile("(amqp-client|lettuce|netty|react|slf4j|redis-authx).*\\.jar");

  private final Site site;
  private final String name;
  private final List<String> flags;
  private final boolean idle;
  private final List<Goal> goals;

  private BareJvm(Site site, String name, List<String> flags, boolean idle, List<Goal> goals) {
    this.site = site;
    this.name = name;
    this.flags = flags;
    this.idle = idle;
    this.goals = goals;
  }

  /** One that starts. */
  static Contender starting(Site site) {
    return new BareJvm(
        site,
        "plain JVM, default flags",
        List.of(),
        false,
        List.of(new Goal(Column.START, Goal.Kind.RATIO_AT_MOST, 0.5)));
  }

  /** Many that wait. */
  static Contender idle(Site site) {
    return new BareJvm(
        site,
        site.sizes().crowd() + " plain JVMs, default flags",
        List.of(),
        true,
        List.of(
            new Goal(Column.MEMORY, Goal.Kind.RATIO_AT_MOST, 1.2),
            new Goal(Column.IDLE, Goal.Kind.RATIO_AT_MOST, 1.3)));
  }

  /** Many that wait, made as small as flags make them: the harder measure, only to be seen. */
  static Contender idleSmall(Site site) {
    List<String> small = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");
    return new BareJvm(
        site,
        site.sizes().crowd() + " plain JVMs, " + String.join(" ", small),
        small,
        true,
        List.of());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Goal> goals() {
    return goals;
  }

  @Override
  public Optional<String> missing() {
    return GleanerJob.missing(site);
  }

  @Override
  public Sample run() throws Exception {
    List<Running> programs = new ArrayList<>();
    try {
      long began = System.currentTimeMillis();
      for (int i = 0; i < (idle ? site.sizes().crowd() : 1); i++) {
        programs.add(start(i));
      }
      long connected = 0;
      for (Running program : programs) {
        connected = Math.max(connected, connected(program));
      }
      return idle
          ? IdleWatch.watch(programs, site.sizes().idleSeconds())
          : Sample.of(Column.START, (double) (connected - began));
    } finally {
      programs.forEach(Running::close);
    }
  }

  private Running start(int number) throws IOException {
    List<String> command = new ArrayList<>(List.of("java"));
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath(), BareClients.class.getName()));
    return site.start("bare-" + number, command);
  }

  /** Only what is needed, so that no time is lost in looking for it. */
  private String classPath() throws IOException {
    try (Stream<Path> jars = Files.list(site.tools().libraries())) {
      return Stream.concat(
              jars.filter(jar -> JARS.matcher(jar.getFileName().toString()).matches()),
              Stream.of(site.tools().classes()))
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static long connected(Running program) throws Exception {
    Looking.until(() -> !program.alive() || CONNECTED.matcher(program.output()).find());
    Matcher said = CONNECTED.matcher(program.output());
    if (!said.find()) {
      throw program.failed("it does not connect");
    }
    return Long.parseLong(said.group(1));
  }
}
