package io.gleaner.faults.run;

import io.gleaner.faults.proxy.Wires;
import io.gleaner.faults.servers.Backend;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the assembled gleaner for one Job. */
final class Program {
  private final Path gleaner;
  private final Backend backend;
  private final String job;
  private final RunFolder folder;
  private final Shape shape;

  Program(Path gleaner, Backend backend, String job, RunFolder folder, Shape shape) {
    this.gleaner = gleaner;
    this.backend = backend;
    this.job = job;
    this.folder = folder;
    this.shape = shape;
  }

  /** {@code gleaner run}, always with the same words. */
  Process coordinator(String id, Wires wires) {
    List<String> words = new ArrayList<>(List.of("run", "--job", job));
    words.addAll(List.of("-a", folder.items().toString()));
    words.addAll(List.of("--results", folder.results().toString()));
    words.addAll(List.of("-p", Integer.toString(shape.launched())));
    words.addAll(List.of("-c", Integer.toString(shape.concurrency())));
    words.addAll(List.of("--lease", shape.leaseMillis() + "ms"));
    // Faults count as attempts and as failures of workers: neither may end the Job.
    words.addAll(List.of("--backoff-limit", "10000"));
    words.addAll(List.of("--max-attempts", Integer.toString(shape.maxAttempts())));
    if (shape.deaths() != Deaths.NONE) {
      words.addAll(List.of("--on-exit", Shape.HOPELESS_EXIT + "=FailIndex"));
    }
    if (shape.deaths() == Deaths.TOLERATED) {
      words.addAll(List.of("--tolerate-failed-items", Integer.toString(shape.doomed().size())));
    }
    if (shape.speculates()) {
      words.add("--speculate");
    }
    words.addAll(List.of("--retry-delay", "100ms", "--max-retry-delay", "500ms"));
    words.addAll(List.of("--drain", "2s", "--"));
    words.addAll(folder.handler());
    return start(id, wires, words);
  }

  /** {@code gleaner worker}, as started by hand. */
  Process worker(String id, Wires wires) {
    List<String> words = new ArrayList<>(List.of("worker", "--job", job, "--id", id));
    words.addAll(List.of("-c", Integer.toString(shape.concurrency()), "--drain", "2s"));
    if (shape.brief()) {
      // A shell under faults is slow: by the usual window nothing would be taken ahead.
      words.addAll(List.of("--batch-time", "2s"));
    }
    words.add("--");
    words.addAll(folder.handler());
    return start(id, wires, words);
  }

  /** {@code gleaner retry}, of all dead letters. */
  Process retry(String id, Wires wires) {
    return start(id, wires, List.of("retry", job));
  }

  /** {@code gleaner delete}, when all is over. */
  Process delete(Wires wires) {
    return start("delete", wires, List.of("delete", job, "--force"));
  }

  private Process start(String id, Wires wires, List<String> words) {
    List<String> command = new ArrayList<>(List.of(gleaner.toString()));
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.path().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log(id).toFile()));
    builder.environment().put("GLEANER_BROKER", backend.brokerUri(wires.broker().port()));
    builder.environment().put("GLEANER_LEDGER", backend.ledgerUri(wires.ledger().port()));
    builder.environment().put("XDG_STATE_HOME", folder.state().toString());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + gleaner, e);
    }
  }
}
