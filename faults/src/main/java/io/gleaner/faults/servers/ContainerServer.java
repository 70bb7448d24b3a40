package io.gleaner.faults.servers;

import io.gleaner.faults.process.Command;
import io.gleaner.faults.process.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** A server in a container of its own, bound to loopback; its data lives as long as that. */
final class ContainerServer implements Server {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String name;
  private final List<String> create;
  private final List<String> askVersion;
  private final IntPredicate answers;
  private final int port;
  private boolean created;

  /**
   * A container that does not exist yet.
   *
   * @param image what to run
   * @param options options of {@code docker create}
   * @param arguments what the image gets as arguments
   * @param askVersion what prints the server's version inside
   * @param answers whether it answers at a port
   */
  ContainerServer(
      String image,
      int innerPort,
      List<String> options,
      List<String> arguments,
      List<String> askVersion,
      IntPredicate answers) {
    this.name = "gleaner-faults-" + Secret.random();
    this.port = Probe.freePort();
    this.askVersion = askVersion;
    this.answers = answers;
    this.create = new ArrayList<>(List.of("docker", "create", "--name", name));
    create.addAll(List.of("--hostname", "gleaner-faults", "--pull", "never"));
    create.addAll(List.of("--publish", "127.0.0.1:" + port + ":" + innerPort));
    create.addAll(options);
    create.add(image);
    create.addAll(arguments);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void start() {
    if (!created) {
      created = true;
      Command.output(create);
    }
    docker("start", name);
    Waiting.require(PATIENCE, name + " answers", () -> answers.test(port));
  }

  @Override
  public void stop() {
    docker("stop", "--time", "30", name);
  }

  @Override
  public void kill() {
    docker("kill", "--signal", "KILL", name);
    Waiting.require(
        PATIENCE,
        name + " has ended",
        () ->
            Command.output(List.of("docker", "inspect", "--format", "{{.State.Running}}", name))
                .strip()
                .equals("false"));
  }

  @Override
  public void pause() {
    docker("pause", name);
  }

  @Override
  public void resume() {
    docker("unpause", name);
  }

  @Override
  public String version() {
    List<String> command = new ArrayList<>(List.of("docker", "exec", name));
    command.addAll(askVersion);
    return Command.output(command).strip();
  }

  @Override
  public void close() {
    if (created) {
      Command.quietly(List.of("docker", "rm", "--force", "--volumes", name));
    }
  }

  private static void docker(String... words) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(words));
    Command.output(command);
  }
}
