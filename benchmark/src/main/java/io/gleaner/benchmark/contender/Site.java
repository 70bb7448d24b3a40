package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.CpuTime;
import io.gleaner.benchmark.process.ProcStat;
import io.gleaner.benchmark.process.Running;
import io.gleaner.benchmark.watch.QueueWatch;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the race is held.
 *
 * @param broker RabbitMQ's URI
 * @param ledger Redis' URI
 * @param brokerPid RabbitMQ's process
 * @param ledgerPid Redis' process
 * @param folder for inputs and logs
 * @param gleaner the assembled program
 * @param handlers the class path of the handler that does nothing
 * @param perfTest the folder with PerfTest's jars
 * @param items how many items are filled and drained
 * @param commands how many commands are run
 */
public record Site(
    String broker,
    String ledger,
    long brokerPid,
    long ledgerPid,
    Path folder,
    Path gleaner,
    Path handlers,
    Path perfTest,
    int items,
    int commands) {
  /** Bytes of an item. */
  static final int ITEM_BYTES = 64;

  /** Processor time of the servers and these programs so far. */
  CpuTime cpu(Collection<Running> clients) {
    return ProcStat.cpu(brokerPid, ledgerPid, clients);
  }

  /** Looks at the broker's queues from outside. */
  QueueWatch watch() throws Exception {
    return new QueueWatch(broker, this::cpu);
  }

  /** Starts a program whose output goes to a log in the folder. */
  Running start(String name, List<String> command) {
    return start(name, command, folder.resolve("no input"));
  }

  /** The same with standard input. */
  Running start(String name, List<String> command, Path input) {
    Map<String, String> servers = Map.of("GLEANER_BROKER", broker, "GLEANER_LEDGER", ledger);
    return Running.start(command, servers, input, folder.resolve(name + ".log"));
  }

  /** A file of so many lines of 64 bytes. */
  Path lines(int count) throws IOException {
    Path file = folder.resolve("lines-" + count);
    if (!Files.exists(file)) {
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        for (int i = 0; i < count; i++) {
          out.write(String.format(Locale.ROOT, "%0" + ITEM_BYTES + "d%n", i));
        }
      }
    }
    return file;
  }
}
