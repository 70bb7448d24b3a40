package io.gleaner.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * What {@code servers.json} in a Job's state folder says: where the embedded servers of its running
 * coordinator are. It holds passwords, and only its owner may read it. A killed coordinator leaves
 * it behind: that it is there does not mean that the servers are.
 *
 * @param endpoints the servers
 * @param coordinatorPid the coordinator, in which the broker runs
 * @param redisPid the Redis beside it
 */
public record ServersFile(Endpoints endpoints, long coordinatorPid, long redisPid) {
  private static final String NAME = "servers.json";
  private static final ObjectMapper JSON = new ObjectMapper();

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
      JsonNode file = JSON.readTree(Files.readString(folder.file(NAME)));
      return Optional.of(
          new ServersFile(
              Endpoints.of(file.path("broker").asText(), file.path("ledger").asText()),
              file.path("coordinatorPid").asLong(),
              file.path("redisPid").asLong()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
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
    ObjectNode file =
        JSON.createObjectNode()
            .put("broker", endpoints.broker().toString())
            .put("ledger", endpoints.ledger().toString())
            .put("coordinatorPid", coordinatorPid)
            .put("redisPid", redisPid);
    folder.write(NAME, file.toPrettyString() + "\n");
  }

  /** Removes the file of a folder, if there is one. */
  public static void delete(StateFolder folder) {
    folder.delete(NAME);
  }
}
