package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.CpuTime;
import io.gleaner.benchmark.process.ProcStat;
import io.gleaner.benchmark.process.Running;
import io.gleaner.benchmark.watch.AmqpQueue;
import io.gleaner.benchmark.watch.Progress;
import io.gleaner.benchmark.watch.RedisServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Where the race is held.
 *
 * @param servers the servers
 * @param tools the programs
 * @param sizes how much is measured
 * @param folder for inputs and logs
 */
public record Site(Servers servers, Tools tools, Sizes sizes, Path folder) {
  /** Bytes of an item. */
  private static final int ITEM_BYTES = 64;

  /** Processor time of the servers and these programs, with all that descends from them. */
  CpuTime cpu(Collection<Running> clients) {
    return new CpuTime(
        ProcStat.cpuSeconds(servers.brokerPid()),
        ProcStat.cpuSeconds(servers.ledgerPid()),
        clients.stream().mapToDouble(each -> ProcStat.cpuSecondsOfTree(each.pid())).sum());
  }

  /** Watches queues. */
  Progress progress() {
    return new Progress(this::cpu);
  }

  /** Looks at a queue of the broker's. */
  AmqpQueue queue(String name) throws Exception {
    return new AmqpQueue(servers.broker(), name);
  }

  /** Looks at Redis. */
  RedisServer redis() {
    return new RedisServer(servers.ledger());
  }

  /** Starts a program whose output goes to a log in the folder. */
  Running start(String name, List<String> command) {
    return start(name, command, Map.of(), folder.resolve("no input"));
  }

  /** The same with variables of its environment and standard input. */
  Running start(String name, List<String> command, Map<String, String> environment, Path input) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("GLEANER_BROKER", servers.broker());
    all.put("GLEANER_LEDGER", servers.ledger());
    all.put("XDG_STATE_HOME", folder.resolve("state").toString());
    return Running.start(command, all, input, folder, name + ".log");
  }

  /** Starts a program and waits for its end. */
  void complete(String name, List<String> command) throws InterruptedException {
    try (Running program = start(name, command)) {
      program.await();
    }
  }

  /** A file of so many lines of 64 bytes. */
  Path lines(int count) throws IOException {
    Path file = folder.resolve("lines-" + count);
    if (!Files.exists(file)) {
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        for (int i = 0; i < count; i++) {
          out.write(String.format(Locale.ROOT, "%0" + ITEM_BYTES + "d\n", i));
        }
      }
    }
    return file;
  }

  /** A file of this package's, as one that programs can read. */
  Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = Objects.requireNonNull(Site.class.getResourceAsStream(name), name)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
