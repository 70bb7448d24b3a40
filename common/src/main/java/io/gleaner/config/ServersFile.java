package io.gleaner.config;

import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Properties;

/**
 * What {@code servers.properties} in a Job's state folder says: where the embedded servers of its
 * running coordinator are. It holds passwords, and only its owner may read it. A killed coordinator
 * leaves it behind: that it is there does not mean that the servers are.
 *
 * @param endpoints the servers
 * @param coordinatorPid the coordinator, in which the broker runs
 * @param redisPid the Redis beside it
 */
public record ServersFile(Endpoints endpoints, long coordinatorPid, long redisPid) {
  private static final String NAME = "servers.properties";

  /**
   * Reads the file.
   *
   * @return empty if there is none
   * @throws GleanerException configuration, if it cannot be read or is not such a file
   */
  // The cause of a syntax error is not passed on: it may quote the file, which holds passwords.
  @SuppressWarnings("UnusedException")
  public static Optional<ServersFile> read(StateFolder folder) {
    try {
      Properties file = new Properties();
      file.load(new StringReader(Files.readString(folder.file(NAME))));
      long coordinatorPid = Long.parseLong(file.getProperty("coordinatorPid", ""));
      long redisPid = Long.parseLong(file.getProperty("redisPid", ""));
      Endpoints endpoints =
          Endpoints.of(file.getProperty("broker", ""), file.getProperty("ledger", ""));
      return Optional.of(new ServersFile(endpoints, coordinatorPid, redisPid));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw GleanerException.configuration(
          "The file %s is damaged: remove it.".formatted(folder.file(NAME)));
    } catch (IOException e) {
      throw GleanerException.configuration(
          "The file %s cannot be read: it belongs to the user who started the Job."
              .formatted(folder.file(NAME)));
    }
  }

  /** Writes the file, readable by its owner alone. */
  public void write(StateFolder folder) {
    Properties file = new Properties();
    file.setProperty("broker", endpoints.broker().toString());
    file.setProperty("ledger", endpoints.ledger().toString());
    file.setProperty("coordinatorPid", String.valueOf(coordinatorPid));
    file.setProperty("redisPid", String.valueOf(redisPid));
    folder.write(NAME, file);
  }

  /** Removes the file of a folder, if there is one. */
  public static void delete(StateFolder folder) {
    folder.delete(NAME);
  }
}
