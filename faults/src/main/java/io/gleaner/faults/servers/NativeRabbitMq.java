package io.gleaner.faults.servers;

import io.gleaner.faults.process.ProcFs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The machine's own rabbitmq-server: a node, a port mapper and a cookie of its own. */
final class NativeRabbitMq extends NativeProcess {
  private final String program;
  private final String secret;
  private final int distribution = Probe.freePort();
  private final int mapper = Probe.freePort();

  NativeRabbitMq(String program, Path folder, String secret) {
    super(folder);
    this.program = program;
    this.secret = secret;
  }

  @Override
  public void start() {
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("rabbitmq.conf"),
          "listeners.tcp.local = 127.0.0.1:%d\ndefault_user = %s\ndefault_pass = %s\n"
              .formatted(port, Backend.USER, secret));
      Files.writeString(folder.resolve("plugins"), "[].\n");
      Files.deleteIfExists(folder.resolve("pid"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write RabbitMQ's configuration", e);
    }
    super.start();
  }

  @Override
  List<String> command() {
    return List.of(program);
  }

  @Override
  Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("HOME", folder.toString());
    variables.put("ERL_EPMD_PORT", Integer.toString(mapper));
    variables.put("ERL_EPMD_ADDRESS", "127.0.0.1");
    variables.put("RABBITMQ_CONF_ENV_FILE", folder.resolve("none").toString());
    variables.put("RABBITMQ_NODENAME", "gleaner-faults-" + port + "@localhost");
    variables.put("RABBITMQ_NODE_PORT", Integer.toString(port));
    variables.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
    variables.put("RABBITMQ_DIST_PORT", Integer.toString(distribution));
    variables.put(
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}");
    variables.put("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString());
    variables.put("RABBITMQ_ADVANCED_CONFIG_FILE", folder.resolve("none.config").toString());
    variables.put("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString());
    variables.put("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString());
    variables.put("RABBITMQ_LOG_BASE", folder.resolve("log").toString());
    variables.put("RABBITMQ_PID_FILE", folder.resolve("pid").toString());
    return variables;
  }

  @Override
  boolean answers() {
    return Probe.broker(port);
  }

  @Override
  long serverPid(Process started) {
    // The script waits for the Erlang machine, or is replaced by it.
    return ProcFs.pids().stream()
        .filter(pid -> ProcFs.parent(pid) == started.pid())
        .filter(pid -> ProcFs.commandLine(pid).stream().anyMatch(w -> w.endsWith("beam.smp")))
        .findFirst()
        .orElse(started.pid());
  }

  @Override
  public String version() {
    // Of the package: asking the program itself would start an Erlang machine.
    Path root = Path.of("/usr/lib/rabbitmq/lib");
    try (var folders = Files.newDirectoryStream(root, "rabbitmq_server-*")) {
      for (Path found : folders) {
        return "RabbitMQ " + String.valueOf(found.getFileName()).replace("rabbitmq_server-", "");
      }
    } catch (IOException elsewhere) {
      return "RabbitMQ";
    }
    return "RabbitMQ";
  }

  @Override
  public void close() {
    try {
      super.close();
    } finally {
      endMapper();
    }
  }

  /** The node has started it as a daemon. */
  private void endMapper() {
    ProcessBuilder end = new ProcessBuilder("epmd", "-port", Integer.toString(mapper), "-kill");
    try {
      end.redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      // No such program: then nothing was started by it.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
