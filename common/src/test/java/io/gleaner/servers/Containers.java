package io.gleaner.servers;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.testcontainers.DockerClientFactory;

/** Whether there is a Docker engine to run servers on. */
public final class Containers {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Containers() {}

  /** Skips the test where there is none, and fails it if the build promised containers. */
  public static void required() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      Promised.missing("containers", "no Docker engine answers");
    }
  }

  /** The same for docker compose, which the build promises by the word compose. */
  public static void composeRequired() {
    if (!DockerClientFactory.instance().isDockerAvailable()
        || !answers("docker", "compose", "ls")) {
      Promised.missing("compose", "no docker compose answers");
    }
  }

  private static boolean answers(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A password: the ports of a container may be open to others than this machine. */
  static String secret() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
