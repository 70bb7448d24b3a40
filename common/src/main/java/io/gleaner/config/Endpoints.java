package io.gleaner.config;

import io.gleaner.failure.GleanerException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the two servers of a Job are. The URIs hold passwords; {@link #toString()} shows none.
 *
 * @param broker the AMQP broker: amqp or amqps
 * @param ledger the Redis of the ledger: redis or rediss
 */
public record Endpoints(URI broker, URI ledger) {
  /** The environment variable that holds the broker's URI. */
  public static final String BROKER_VARIABLE = "GLEANER_BROKER";

  /** The environment variable that holds the ledger's URI. */
  public static final String LEDGER_VARIABLE = "GLEANER_LEDGER";

  /** The environment variable that names a file which holds the broker's URI. */
  public static final String BROKER_FILE_VARIABLE = "GLEANER_BROKER_FILE";

  /** The environment variable that names a file which holds the ledger's URI. */
  public static final String LEDGER_FILE_VARIABLE = "GLEANER_LEDGER_FILE";

  private static final List<String> BROKER_SCHEMES = List.of("amqp", "amqps");
  private static final List<String> LEDGER_SCHEMES = List.of("redis", "rediss");

  /**
   * Endpoints from two texts.
   *
   * @throws GleanerException configuration, if one of them is no URI of its server
   */
  public static Endpoints of(String broker, String ledger) {
    return new Endpoints(
        EndpointUri.parse("The broker's URI", broker, BROKER_SCHEMES),
        EndpointUri.parse("The ledger's URI", ledger, LEDGER_SCHEMES));
  }

  /**
   * What the user configured. For each of the two servers the first of these that is given counts:
   * the option, the option that names a file, the environment variable, the variable that names a
   * file. A variable that is set but empty counts as not set.
   *
   * @param options the command line's
   * @param env the environment's variables
   * @return empty if neither server is configured: then the embedded ones are meant
   * @throws GleanerException configuration, if only one of the two is given, a file cannot be read,
   *     or a URI is not one
   */
  public static Optional<Endpoints> find(EndpointOptions options, Map<String, String> env) {
    @Nullable URI broker =
        new EndpointSource("--broker", "--broker-file", BROKER_VARIABLE, BROKER_FILE_VARIABLE)
            .find(options.broker(), options.brokerFile(), env, BROKER_SCHEMES);
    @Nullable URI ledger =
        new EndpointSource("--ledger", "--ledger-file", LEDGER_VARIABLE, LEDGER_FILE_VARIABLE)
            .find(options.ledger(), options.ledgerFile(), env, LEDGER_SCHEMES);
    if (broker == null && ledger == null) {
      return Optional.empty();
    }
    if (broker == null) {
      throw alone("the ledger", "the broker", "--broker amqp://…", BROKER_VARIABLE);
    }
    if (ledger == null) {
      throw alone("the broker", "the ledger", "--ledger redis://…", LEDGER_VARIABLE);
    }
    return Optional.of(new Endpoints(broker, ledger));
  }

  /** Both URIs with their passwords left out. */
  @Override
  public String toString() {
    return "broker %s, ledger %s"
        .formatted(EndpointUri.redacted(broker), EndpointUri.redacted(ledger));
  }

  private static GleanerException alone(
      String given, String missing, String option, String variable) {
    return GleanerException.configuration(
        ("Only %s is configured, %s is not: give both (add %s or set %s), "
                + "or neither to run on the embedded servers.")
            .formatted(given, missing, option, variable));
  }
}
