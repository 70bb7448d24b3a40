package io.gleaner.coordinator.embedded;

import java.security.SecureRandom;
import java.util.Base64;

/** Random passwords. */
final class Secrets {
  /** 192 bits: 32 characters of base64. */
  private static final int BYTES = 24;

  private Secrets() {}

  /** A fresh password of letters, digits, '-' and '_': it needs no encoding in a URI or a file. */
  static String password() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
