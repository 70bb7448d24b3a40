package io.gleaner.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The command-line options that say where the servers are; null where an option was not given.
 *
 * @param broker the value of {@code --broker}
 * @param ledger the value of {@code --ledger}
 * @param brokerFile the value of {@code --broker-file}
 * @param ledgerFile the value of {@code --ledger-file}
 */
public record EndpointOptions(
    @Nullable String broker,
    @Nullable String ledger,
    @Nullable Path brokerFile,
    @Nullable Path ledgerFile) {
  /** No option was given. */
  public static final EndpointOptions NONE = new EndpointOptions(null, null, null, null);

  /** Says which options were given, never their values: a URI may hold a password. */
  @Override
  public String toString() {
    return "EndpointOptions[broker=%s, ledger=%s, brokerFile=%s, ledgerFile=%s]"
        .formatted(
            broker == null ? "none" : "given",
            ledger == null ? "none" : "given",
            brokerFile,
            ledgerFile);
  }
}
