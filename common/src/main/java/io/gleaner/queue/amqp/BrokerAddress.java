package io.gleaner.queue.amqp;

import io.gleaner.failure.GleanerException;
import io.gleaner.tls.TlsFiles;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a broker is and who we are there. Parsed by hand, because {@link java.net.URI} finds no
 * host in names with an underscore, which are common in compose files, and because its errors quote
 * the password.
 */
record BrokerAddress(
    boolean tls,
    String host,
    int port,
    String user,
    String password,
    String virtualHost,
    TlsFiles files) {
  private static final Pattern URI =
      Pattern.compile(
          "(?<scheme>amqps?)://((?<login>[^/?#]*)@)?(?<host>\\[[0-9a-fA-F:.%]+]|[^/?#@:\\[\\]\\s]+)"
              + "(:(?<port>\\d{1,5}))?(/(?<path>[^/?#]*))?(\\?(?<query>[^#]*))?",
          Pattern.CASE_INSENSITIVE);

  /**
   * Reads {@code amqp(s)://[user[:password]@]host[:port][/virtual-host]}, with amqps perhaps with
   * the parameters of {@link TlsFiles}; user, password and virtual host are percent-encoded. No
   * user means guest with password guest; no virtual host, or an empty one, means "/".
   *
   * @throws GleanerException configuration if it is something else; the message never quotes the
   *     input
   */
  static BrokerAddress parse(String uri) {
    Matcher match = URI.matcher(uri.strip());
    if (!match.matches()) {
      throw malformed();
    }
    boolean tls = match.group("scheme").equalsIgnoreCase("amqps");
    String portText = match.group("port");
    int port = portText != null ? Integer.parseInt(portText) : tls ? 5671 : 5672;
    if (port < 1 || port > 65535) {
      throw malformed();
    }
    String user = "guest";
    String password = "guest";
    String login = match.group("login");
    if (login != null) {
      int colon = login.indexOf(':');
      user = decoded(colon < 0 ? login : login.substring(0, colon));
      password = colon < 0 ? "" : decoded(login.substring(colon + 1));
    }
    String path = match.group("path");
    String virtualHost = path == null || path.isEmpty() ? "/" : decoded(path);
    String host = match.group("host").replaceAll("[\\[\\]]", "");
    TlsFiles files = TlsFiles.parse("The broker", match.group("query"), tls);
    return new BrokerAddress(tls, host, port, user, password, virtualHost, files);
  }

  /** Host and port, as people write them. */
  String place() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  /** Everything but the password. */
  @Override
  public String toString() {
    return (tls ? "amqps" : "amqp") + "://" + user + "@" + place() + " virtual host " + virtualHost;
  }

  @SuppressWarnings("UnusedException") // its message quotes the password
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static GleanerException malformed() {
    return GleanerException.configuration(
        "The broker's address must look like amqp://user:password@host:port/virtual-host (or"
            + " amqps://), with other characters than letters and digits percent-encoded in user,"
            + " password and virtual host.");
  }
}
