package io.gleaner.benchmark.cli;

import io.gleaner.benchmark.contender.Servers;
import io.gleaner.benchmark.contender.Tools;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Servers and programs; {@code .ci/bench} gives all of them. */
final class SiteOptions {
  @Option(names = "--broker", required = true, hidden = true, description = "RabbitMQ's URI.")
  private String broker = "";

  @Option(names = "--ledger", required = true, hidden = true, description = "Redis' URI.")
  private String ledger = "";

  @Option(names = "--broker-pid", required = true, hidden = true, description = "Its process.")
  private long brokerPid;

  @Option(names = "--ledger-pid", required = true, hidden = true, description = "Its process.")
  private long ledgerPid;

  @Option(names = "--versions", hidden = true, description = "Versions, for the report.")
  private String versions = "unknown";

  @Option(names = "--commit", hidden = true, description = "The commit, for the report.")
  private String commit = "unknown";

  @Option(names = "--gleaner", required = true, hidden = true, description = "The program.")
  private Path gleaner = Path.of("");

  @Option(names = "--classes", required = true, hidden = true, description = "This module's.")
  private Path classes = Path.of("");

  @Option(names = "--perftest", required = true, hidden = true, description = "PerfTest's jars.")
  private Path perfTest = Path.of("");

  @Option(
      names = "--node-modules",
      defaultValue = "/nowhere",
      paramLabel = "FOLDER",
      description = "Where BullMQ was installed: the folder node_modules of `npm install bullmq`.")
  private Path nodeModules = Path.of("/nowhere");

  @Option(
      names = "--python",
      defaultValue = "/usr/bin/python3",
      paramLabel = "PROGRAM",
      description =
          "The Python that has Celery and the client of Redis (default: ${DEFAULT-VALUE}).")
  private String python = "/usr/bin/python3";

  Servers servers() {
    return new Servers(broker, ledger, brokerPid, ledgerPid);
  }

  Tools tools() {
    return new Tools(
        gleaner.toAbsolutePath(),
        classes.toAbsolutePath(),
        perfTest.toAbsolutePath(),
        nodeModules.toAbsolutePath(),
        python);
  }

  List<Long> serverProcesses() {
    return List.of(brokerPid, ledgerPid);
  }

  String versions() {
    return versions;
  }

  String commit() {
    return commit;
  }
}
