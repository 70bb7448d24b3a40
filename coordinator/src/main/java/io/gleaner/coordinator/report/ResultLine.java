package io.gleaner.coordinator.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gleaner.item.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A line of a {@link ResultsFile}.
 *
 * @param uid the Job that it belongs to
 * @param index the item's index
 * @param done whether the item is done
 */
record ResultLine(String uid, long index, boolean done) {
  /** How every line begins: index, status and uid come first, to be read without the rest. */
  static final String BEGINNING = "{\"index\":";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private static final ObjectMapper MAPPER = new ObjectMapper(JSON);

  /** An outcome as a JSON text with a newline. */
  static byte[] encode(String job, String uid, Outcome outcome) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256 + outcome.output().size());
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeNumberField("index", outcome.index());
      json.writeStringField("status", outcome.done() ? "done" : "failed");
      json.writeStringField("uid", uid);
      json.writeStringField("job", job);
      writeBytes(json, "item", outcome.item());
      json.writeNumberField("attempt", outcome.attempt());
      json.writeStringField("worker", outcome.worker());
      json.writeNumberField("exitCode", outcome.exitCode());
      json.writeNumberField("durationMillis", outcome.durationMillis());
      writeBytes(json, "output", outcome.output());
      if (outcome.error() != null && !outcome.done()) {
        json.writeStringField("error", outcome.error());
      }
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return line.toByteArray();
  }

  private static void writeBytes(JsonGenerator json, String name, Bytes bytes) throws IOException {
    json.writeFieldName(name);
    try {
      ByteBuffer content = ByteBuffer.wrap(bytes.array());
      json.writeString(StandardCharsets.UTF_8.newDecoder().decode(content).toString());
    } catch (CharacterCodingException e) {
      json.writeStartObject();
      json.writeBinaryField("base64", bytes.array());
      json.writeEndObject();
    }
  }

  /** What {@link #encode} wrote, but for the time of the start, which it does not write. */
  static Outcome decode(byte[] line) throws IOException {
    JsonNode json = MAPPER.readTree(line);
    return new Outcome(
        json.path("index").asLong(),
        bytes(json.path("item")),
        json.path("attempt").asInt(),
        json.path("worker").asText(),
        json.path("status").asText().equals("done"),
        json.path("exitCode").asInt(),
        0,
        json.path("durationMillis").asLong(),
        bytes(json.path("output")),
        json.hasNonNull("error") ? json.path("error").asText() : null);
  }

  private static Bytes bytes(JsonNode json) throws IOException {
    return json.isObject()
        ? Bytes.wrap(json.path("base64").binaryValue())
        : Bytes.utf8(json.asText());
  }

  /** Reads the beginning of a line; null if it does not begin as ours do. */
  static @Nullable ResultLine parse(byte[] head) {
    try (JsonParser json = JSON.createParser(head)) {
      json.nextToken();
      if (isNext(json, "index", JsonToken.VALUE_NUMBER_INT)) {
        long index = json.getLongValue();
        if (isNext(json, "status", JsonToken.VALUE_STRING)) {
          String status = json.getText();
          boolean known = status.equals("done") || status.equals("failed");
          if (known && index >= 0 && isNext(json, "uid", JsonToken.VALUE_STRING)) {
            return new ResultLine(json.getText(), index, status.equals("done"));
          }
        }
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean isNext(JsonParser json, String name, JsonToken type) throws IOException {
    return name.equals(json.nextFieldName()) && json.nextToken() == type;
  }

  /** Whether the stream is one whole JSON text, so that only its newline is missing. */
  static boolean isWhole(InputStream line) throws IOException {
    try (JsonParser json = JSON.createParser(line)) {
      json.nextToken();
      json.skipChildren();
      return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }

  /** Whether this can be the beginning of a line that a kill or a power cut ended. */
  static boolean mayBeTorn(byte[] head) {
    byte[] beginning = BEGINNING.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < head.length && i < beginning.length; i++) {
      // File systems leave zeros where a power cut kept the data from the disk.
      if (head[i] != beginning[i] && head[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
