package io.gleaner.coordinator.cli;

import io.gleaner.config.EndpointOptions;
import io.gleaner.config.Endpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command: where the servers are, and how much an error says. */
public final class CommonOptions {
  @Option(
      names = "--broker",
      paramLabel = "URI",
      description = "The broker, amqp(s)://user:password@host:port. Default: $GLEANER_BROKER.")
  private @Nullable String broker;

  @Option(
      names = "--ledger",
      paramLabel = "URI",
      description =
          "The Redis of the ledger, redis(s)://user:password@host:port. Default: $GLEANER_LEDGER.")
  private @Nullable String ledger;

  @Option(
      names = "--broker-file",
      paramLabel = "FILE",
      description = "A file that holds the broker's URI. Default: $GLEANER_BROKER_FILE.")
  private @Nullable Path brokerFile;

  @Option(
      names = "--ledger-file",
      paramLabel = "FILE",
      description = "A file that holds the ledger's URI. Default: $GLEANER_LEDGER_FILE.")
  private @Nullable Path ledgerFile;

  @Option(
      names = "--await-servers",
      paramLabel = "D",
      defaultValue = "0",
      converter = DurationConverter.class,
      description =
          "How long to wait at the start for configured servers that do not answer yet. Default:"
              + " not at all.")
  private Duration awaitServers = Duration.ZERO;

  @Option(names = "--verbose", description = "Show the stack trace of an error.")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /** The servers that were configured; empty if none was. */
  public Optional<Endpoints> endpoints(Map<String, String> env) {
    return Endpoints.find(new EndpointOptions(broker, ledger, brokerFile, ledgerFile), env);
  }

  /** How long to wait at the start for servers that do not answer yet. */
  public Duration awaitServers() {
    return awaitServers;
  }

  /** Whether errors come with their stack trace. */
  public boolean verbose() {
    return verbose;
  }

  /** Whether only the help was asked for. */
  public boolean help() {
    return help;
  }
}
