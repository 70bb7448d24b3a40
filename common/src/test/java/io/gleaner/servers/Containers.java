package io.gleaner.servers;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.testcontainers.DockerClientFactory;

/** Whether there is a Docker engine to run servers on. */
public final class Containers {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Containers() {}

  /** Skips the test where there is none, and fails it if the build promised containers. */
  public static void required() {
    required("containers");
  }

  /** The same for another promise that needs an engine. */
  public static void required(String backend) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      Promised.missing(backend, "no Docker engine answers");
    }
  }

  /** A password: the ports of a container may be open to others than this machine. */
  static String secret() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
