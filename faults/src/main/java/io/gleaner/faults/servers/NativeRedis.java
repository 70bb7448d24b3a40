package io.gleaner.faults.servers;

import io.gleaner.faults.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The machine's own redis-server, with an append-only file. */
final class NativeRedis extends NativeProcess {
  private final String program;
  private final String secret;
  private final Fsync fsync;

  NativeRedis(String program, Path folder, String secret, Fsync fsync) {
    super(folder);
    this.program = program;
    this.secret = secret;
    this.fsync = fsync;
  }

  @Override
  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(program);
    command.addAll(List.of("--bind", "127.0.0.1", "--port", Integer.toString(port)));
    command.addAll(List.of("--dir", folder.toString()));
    command.addAll(fsync.options(secret));
    return command;
  }

  @Override
  Map<String, String> variables() {
    return Map.of();
  }

  @Override
  boolean answers() {
    return Probe.ledger(port, secret);
  }

  @Override
  long serverPid(Process started) {
    return started.pid();
  }

  @Override
  public String version() {
    String[] words = Command.output(List.of(program, "--version")).split("\\s+", -1);
    return "Redis " + words[2].replace("v=", "");
  }
}
