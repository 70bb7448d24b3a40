package io.gleaner.coordinator.control.queue;

import io.gleaner.config.Endpoints;
import io.gleaner.coordinator.control.Program;
import io.gleaner.coordinator.runtime.JobFiles;
import io.gleaner.coordinator.runtime.RunLoop;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.process.RawArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The program that a worker of a WorkQueueJob is.
 *
 * @param program the worker program
 * @param endpoints the servers; they go into the environment, since they hold passwords
 * @param tied whether it ends with this coordinator, whose servers do
 */
record WorkerCommand(List<String> program, Endpoints endpoints, boolean tied) {
  /** Keeps the list from being changed. */
  WorkerCommand {
    program = List.copyOf(program);
  }

  Program of(QueueJob job, String workerId, JobFiles files) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of("worker", "--job", job.name().value(), "--uid", job.uid()));
    command.addAll(List.of("--id", workerId));
    if (tied) {
      command.add("--launched");
    }
    command.addAll(job.spec().handler().workerOptions());
    if (!job.container().command().isEmpty()) {
      command.addAll(List.of("--command-file", files.command().toString()));
    }
    Map<String, String> env = new LinkedHashMap<>(job.container().env());
    env.put(Endpoints.BROKER_VARIABLE, endpoints.broker().toString());
    env.put(Endpoints.LEDGER_VARIABLE, endpoints.ledger().toString());
    Duration grace = RunLoop.grace(job.spec().handler().drain());
    return new Program(
        job.container().container(),
        command,
        env,
        job.container().workingDir(),
        Math.max(job.container().graceSeconds(), grace.toSeconds()),
        tied);
  }

  /** Words that are not text in this locale would not survive as arguments of a Java program. */
  static void write(JobFiles files, QueueJob job) {
    List<String> words = job.container().command();
    if (words.isEmpty()) {
      return;
    }
    Path file = files.command();
    try {
      Files.write(file, RawArguments.join(words.stream().map(Bytes::utf8).toList()));
    } catch (IOException e) {
      throw GleanerException.configuration("Cannot write " + file + ": " + e.getMessage());
    }
  }
}
