package io.gleaner.config;

import io.gleaner.failure.GleanerException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/** Checks a server's URI. No sentence of it ever repeats a part of the URI that may be a secret. */
final class EndpointUri {
  private static final int HIGHEST_PORT = 65_535;

  private EndpointUri() {}

  /**
   * Reads and checks a URI.
   *
   * @param source where it was given, as the user knows it: the subject of every error's sentence
   * @param schemes the schemes that are allowed, the usual one first
   */
  // The cause is not passed on: its message repeats the text, password included.
  @SuppressWarnings("UnusedException")
  static URI parse(String source, String text, List<String> schemes) {
    if (text.isBlank()) {
      throw wrong(source, "is empty", schemes);
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw wrong(source, "is not a URI" + encodingHint(text), schemes);
    }
    String scheme = uri.getScheme();
    if (scheme == null || !schemes.contains(scheme.toLowerCase(Locale.ROOT))) {
      throw wrong(source, "has the wrong scheme", schemes);
    }
    // "amqp://user:a/b@host" parses, but as host "user": the password was cut at its slash.
    if (uri.isOpaque() || (uri.getHost() == null && uri.getRawAuthority() == null)) {
      throw wrong(source, "names no host", schemes);
    }
    if (afterAuthority(uri).indexOf('@') >= 0 || uri.getRawFragment() != null) {
      throw wrong(source, "cannot be understood" + encodingHint("@"), schemes);
    }
    if (uri.getHost() == null) {
      throw wrong(
          source,
          "names no valid host (letters, digits, '-' and '.', then perhaps ':' and a port)"
              + encodingHint(text),
          schemes);
    }
    if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
      throw wrong(source, "has a port that is not between 1 and " + HIGHEST_PORT, schemes);
    }
    return uri;
  }

  /** The URI as it may be shown: the password (and a query, which may hold one) left out. */
  static String redacted(URI uri) {
    StringBuilder shown = new StringBuilder(uri.getScheme()).append("://");
    String userInfo = uri.getRawUserInfo();
    if (userInfo != null) {
      int colon = userInfo.indexOf(':');
      // Without a colon it is a user for AMQP but a password for Redis: never shown.
      shown.append(colon < 0 ? "" : userInfo.substring(0, colon + 1)).append("***@");
    }
    shown.append(uri.getHost());
    if (uri.getPort() >= 0) {
      shown.append(':').append(uri.getPort());
    }
    shown.append(uri.getRawPath());
    return shown.append(uri.getRawQuery() == null ? "" : "?***").toString();
  }

  private static String afterAuthority(URI uri) {
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : uri.getRawQuery());
  }

  private static String encodingHint(String text) {
    return text.indexOf('@') < 0
        ? ""
        : " (special characters in a user name or password must be percent-encoded, as in %40)";
  }

  private static GleanerException wrong(String source, String what, List<String> schemes) {
    return GleanerException.configuration(
        "%s %s; it should look like %s://user:password@host:port or %s://…"
            .formatted(source, what, schemes.get(0), schemes.get(1)));
  }
}
