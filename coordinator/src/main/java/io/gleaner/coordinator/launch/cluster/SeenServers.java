package io.gleaner.coordinator.launch.cluster;

import io.gleaner.config.Endpoints;
import io.gleaner.failure.GleanerException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Job's servers as a cluster sees them: user, password, path and options are those that this
 * program uses, only the address may be another.
 */
public final class SeenServers {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:(?<scheme>[a-z]+)://)?(?<host>[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+])(?<port>:\\d{1,5})?");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\..*|\\[::1]|\\[0*:.*:0*1]");

  private SeenServers() {}

  /**
   * The servers as seen from inside.
   *
   * @param outside as this program reaches them
   * @param broker the broker's address inside, HOST[:PORT] or amqp(s)://HOST[:PORT]; empty if it is
   *     the same
   * @param ledger the ledger's, alike
   * @throws GleanerException configuration, if an address is none, or one that means the pod itself
   */
  public static Endpoints inside(
      Endpoints outside, Optional<String> broker, Optional<String> ledger) {
    return Endpoints.of(
        inside(outside.broker(), broker, "broker"), inside(outside.ledger(), ledger, "ledger"));
  }

  private static String inside(URI outside, Optional<String> address, String server) {
    if (address.isEmpty()) {
      if (LOOPBACK.matcher(outside.getHost()).matches()) {
        throw GleanerException.configuration(
            ("The %s is at %s, which in a pod is the pod itself: say where the cluster finds it,"
                    + " as in --cluster-%s %s.default.svc.")
                .formatted(server, outside.getHost(), server, server));
      }
      return outside.toString();
    }
    Matcher parts = ADDRESS.matcher(address.get());
    if (!parts.matches()) {
      throw GleanerException.configuration(
          ("--cluster-%s takes an address, HOST[:PORT] or %s://HOST[:PORT]; user, password and the"
                  + " rest are those of --%s.")
              .formatted(server, outside.getScheme(), server));
    }
    String scheme = Optional.ofNullable(parts.group("scheme")).orElse(outside.getScheme());
    String user = outside.getRawUserInfo() == null ? "" : outside.getRawUserInfo() + "@";
    String port = Optional.ofNullable(parts.group("port")).orElse("");
    String query = outside.getRawQuery() == null ? "" : "?" + outside.getRawQuery();
    return scheme + "://" + user + parts.group("host") + port + outside.getRawPath() + query;
  }
}
