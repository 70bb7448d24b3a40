package io.gleaner.ledger.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The Lua scripts, one an operation; each one's file documents its arguments and what it returns.
 */
enum Script {
  OPEN("prelude", "open"),
  LEAD("prelude", "lead"),
  STEP_DOWN("prelude", "step-down"),
  FILLED("prelude", "filled"),
  SEAL("prelude", "seal"),
  REGISTER("prelude", "register"),
  SEEK_STRAGGLER("prelude", "items", "seek-straggler"),
  EXCHANGE("prelude", "items", "batch", "commits", "exchange"),
  RENEW("prelude", "items", "renew"),
  RELEASE("prelude", "items", "release"),
  LEAVE("prelude", "leave"),
  REVOKE("prelude", "items", "revoke"),
  RECOVER("prelude", "items", "recover"),
  FAIL("prelude", "fail"),
  SUSPEND("prelude", "suspend"),
  DISCARD("prelude", "items", "discard"),
  RETRY("prelude", "items", "retry"),
  REPUBLISHED("prelude", "republished"),
  DELETE("prelude", "delete"),
  SUMMARY("prelude", "summary"),
  RESULTS("prelude", "results"),
  BARRIER("barrier");

  private final String text;
  private final String sha;

  Script(String... parts) {
    StringBuilder all = new StringBuilder();
    for (String part : parts) {
      all.append(read(part + ".lua"));
    }
    text = all.toString();
    sha = sha1(text());
  }

  /** The whole text, shared parts first. */
  byte[] text() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What EVALSHA calls it. */
  String sha() {
    return sha;
  }

  private static String read(String file) {
    try (InputStream in = Script.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static String sha1(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
