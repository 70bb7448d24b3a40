package io.gleaner.coordinator.control;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a worker runs: the container of a pod template, as far as it means something on this
 * machine.
 *
 * @param container its name
 * @param command the program and its arguments, at least one word
 * @param env variables to be added to the coordinator's own
 * @param workingDir where it runs; null for the coordinator's folder
 * @param graceSeconds how long it may take to end when asked to (Kubernetes: {@code
 *     terminationGracePeriodSeconds})
 * @param tied whether its standard input is a pipe that ends with the coordinator, rather than
 *     empty: for a program that is of no use without it
 */
public record Program(
    String container,
    List<String> command,
    Map<String, String> env,
    @Nullable String workingDir,
    long graceSeconds,
    boolean tied) {
  /** Keeps the collections from being changed. */
  public Program {
    command = List.copyOf(command);
    env = Map.copyOf(env);
  }

  /** A program that goes on without the coordinator. */
  public Program(
      String container,
      List<String> command,
      Map<String, String> env,
      @Nullable String workingDir,
      long graceSeconds) {
    this(container, command, env, workingDir, graceSeconds, false);
  }
}
