package io.gleaner.coordinator.embedded;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import io.gleaner.config.Endpoints;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A process that does nothing but hold a Job's embedded servers, to be killed by a test. */
final class SmallCoordinator implements AutoCloseable {
  private static final String MARK = "test: ";

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

  /** The next thing that it tells the test; what libraries log is passed over. */
  String line() throws IOException {
    String line = said.readLine();
    while (line != null && !line.startsWith(MARK)) {
      line = said.readLine();
    }
    return line == null ? "(nothing)" : line.substring(MARK.length());
  }

  void terminate() {
    // Not Process.destroy(): that closes the streams, on which the answer comes.
    Processes.signal("TERM", process.pid());
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
    System.out.println(MARK + "up");
    new CountDownLatch(1).await();
  }

  /** As a coordinator does that stops its workers gracefully after a signal. */
  private static void lookRound(Endpoints endpoints) {
    try {
      // For a while: whatever else reacts to the signal gets the time to do so.
      await().during(1, TimeUnit.SECONDS).until(() -> canDeclare(endpoints));
      System.out.println(MARK + "broker up, redis " + Sandbox.redis(endpoints.ledger(), "PING"));
    } catch (Exception e) {
      System.out.println(MARK + e);
    }
  }

  private static boolean canDeclare(Endpoints endpoints) throws Exception {
    try (Connection connection = Sandbox.amqp(endpoints)) {
      return connection.createChannel().queueDeclare("late", false, false, true, null) != null;
    }
  }
}
