package io.gleaner.worker.handler.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.gleaner.worker.handler.Assignment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a program is given to do: one JSON object in one line, as docs/stream-handlers.md has it.
 */
final class RequestLine {
  private static final JsonFactory JSON = new JsonFactory();

  private RequestLine() {}

  /** The line with its end. The index comes first, for readers that take it by hand. */
  static byte[] of(Assignment assignment, String worker) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("index", assignment.index());
      json.writeNumberField("attempt", assignment.attempt());
      json.writeNumberField("fencingToken", assignment.token());
      json.writeStringField("job", assignment.job());
      json.writeStringField("worker", worker);
      byte[] item = assignment.item().array();
      String text = text(item);
      if (text != null) {
        json.writeStringField("item", text);
      } else {
        json.writeBinaryField("itemBase64", item);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    return out.toByteArray();
  }

  /** Null if these bytes are no text. */
  private static @Nullable String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
