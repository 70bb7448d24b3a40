package io.gleaner.faults.servers;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Passwords and names that nobody else has. */
final class Secret {
  private Secret() {}

  static String random() {
    return "s" + new BigInteger(64, new SecureRandom()).toString(36);
  }
}
