package io.gleaner.tls;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The files that a server's URI names for TLS, all PEM, with the names of RabbitMQ's URI query
 * parameters: {@code ?cacertfile=…&certfile=…&keyfile=…}.
 *
 * @param authorities the certificates of whom to trust instead of Java's trust store; null: that
 *     store
 * @param certificate our own certificate, with those between it and its authority; null: none
 * @param key its key, in PKCS #8 without a password; null as the certificate is
 */
public record TlsFiles(@Nullable Path authorities, @Nullable Path certificate, @Nullable Path key) {
  /** Java's trust store, no certificate of our own. */
  public static final TlsFiles NONE = new TlsFiles(null, null, null);

  private static final String AUTHORITIES = "cacertfile";
  private static final String CERTIFICATE = "certfile";
  private static final String KEY = "keyfile";

  /**
   * Reads a URI's query.
   *
   * @param server what the URI is of, the beginning of every error's sentence
   * @param query as it stands behind the question mark, percent-encoded; null: there is none
   * @param tls whether the URI asks for TLS
   * @throws GleanerException configuration, if it says something else, or a file cannot be read;
   *     the message never quotes the query
   */
  public static TlsFiles parse(String server, @Nullable String query, boolean tls) {
    if (query == null || query.isEmpty()) {
      return NONE;
    }
    @Nullable Path authorities = null;
    @Nullable Path certificate = null;
    @Nullable Path key = null;
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      switch (name) {
        case AUTHORITIES -> authorities = file(server, name, parameter.substring(equals + 1));
        case CERTIFICATE -> certificate = file(server, name, parameter.substring(equals + 1));
        case KEY -> key = file(server, name, parameter.substring(equals + 1));
        default ->
            throw GleanerException.configuration(
                server
                    + "'s URI has a parameter after its question mark that is none of cacertfile,"
                    + " certfile and keyfile.");
      }
    }
    if (!tls) {
      throw GleanerException.configuration(
          server + "'s URI names files for TLS, but its scheme is without TLS: amqps or rediss.");
    }
    if ((certificate == null) != (key == null)) {
      throw GleanerException.configuration(
          "%s's URI names %s without %s: a certificate is of use only with its key."
              .formatted(server, key == null ? CERTIFICATE : KEY, key == null ? KEY : CERTIFICATE));
    }
    return new TlsFiles(authorities, certificate, key);
  }

  /** Whether nothing is said that Java's own settings do not say. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /**
   * What they come to, for clients of Java's own TLS.
   *
   * @param server as for {@link #parse}
   * @throws GleanerException configuration, if a file does not hold what it should
   */
  public SSLContext context(String server) {
    try {
      SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
      applyTo(builder);
      return ((JdkSslContext) builder.build()).context();
    } catch (SSLException | IllegalArgumentException e) {
      throw new GleanerException(
          ErrorKind.CONFIGURATION,
          "%s's TLS files cannot be used (%s): %s."
              .formatted(
                  server,
                  reason(e),
                  "cacertfile and certfile must hold PEM certificates, keyfile the PKCS #8 key of"
                      + " certfile without a password (openssl pkcs8 -topk8 -nocrypt makes one)"),
          e);
    }
  }

  /** Puts the files into the settings of a client. */
  public void applyTo(SslContextBuilder builder) {
    if (authorities != null) {
      builder.trustManager(authorities.toFile());
    }
    if (certificate != null && key != null) {
      builder.keyManager(certificate.toFile(), key.toFile());
    }
  }

  private static String reason(Exception cause) {
    String message = cause.getMessage();
    return message == null || cause instanceof SSLException
        ? cause.getClass().getSimpleName()
        : message;
  }

  // The cause may quote the query.
  @SuppressWarnings("UnusedException")
  private static Path file(String server, String name, String value) {
    Path file;
    try {
      file = Path.of(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (InvalidPathException e) {
      throw GleanerException.configuration(
          "%s's URI: %s does not name a file.".formatted(server, name));
    }
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw GleanerException.configuration(
          "%s's URI: the file %s (%s) does not exist or cannot be read."
              .formatted(server, file, name));
    }
    return file;
  }
}
