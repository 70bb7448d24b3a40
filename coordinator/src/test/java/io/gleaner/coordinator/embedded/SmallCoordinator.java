package io.gleaner.coordinator.embedded;

import io.gleaner.config.Endpoints;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process that does nothing but hold a Job's embedded servers, to be killed by a test. */
final class SmallCoordinator implements AutoCloseable {
  private final Process process;
  private final BufferedReader said;

  private SmallCoordinator(Process process) {
    this.process = process;
    this.said = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts one, and waits until its servers are up. */
  static SmallCoordinator start(Path home, String job) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SmallCoordinator.class.getName(), home.toString(), job));
    SmallCoordinator started =
        new SmallCoordinator(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    String first = started.line();
    if (!first.equals("up")) {
      started.close();
      throw new IllegalStateException(first);
    }
    return started;
  }

  long pid() {
    return process.pid();
  }

  /** The next line that it prints. */
  String line() throws IOException {
    String line = said.readLine();
    return line == null ? "(nothing)" : line;
  }

  void terminate() {
    process.destroy();
  }

  void killHard() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The child process: a home folder and a Job's name. */
  public static void main(String[] args) throws Exception {
    EmbeddedServers servers = new Sandbox(Path.of(args[0])).start(args[1]);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> lookRound(servers.endpoints())));
    System.out.println("up");
    new CountDownLatch(1).await();
  }

  /** As a coordinator does that stops its workers gracefully after a signal. */
  private static void lookRound(Endpoints endpoints) {
    try {
      // Whatever else reacts to the signal gets the time to do so.
      Thread.sleep(1_000);
      try (var connection = Sandbox.amqp(endpoints)) {
        connection.createChannel().queueDeclare("late", false, false, true, null);
      }
      System.out.println("broker up, redis " + Sandbox.redis(endpoints.ledger(), "PING"));
    } catch (Exception e) {
      System.out.println(e);
    }
  }
}
