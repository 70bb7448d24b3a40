package io.gleaner.worker.handler.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Assignment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a program's line, as docs/stream-handlers.md has it. Fields that it does not know pass. */
final class AnswerLine {
  private static final int LONGEST_ERROR = 4096;
  private static final int LONGEST_EXCERPT = 120;
  private static final int GREATEST_EXIT_CODE = 255;

  // How long a line may be is limited before it is read.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private @Nullable Long index;
  private @Nullable Long attempt;
  private @Nullable Boolean ok;
  private Bytes result = Bytes.EMPTY;
  private String error = "its program says that it failed, and not why";
  private int exitCode = 1;

  private AnswerLine() {}

  /** What a line, without its end, says about an item. */
  static Answer read(byte[] line, Assignment assignment) {
    try (JsonParser json = JSON.createParser(line)) {
      AnswerLine answer = new AnswerLine();
      String wrong = answer.fields(json);
      return wrong == null ? answer.judged(assignment) : new Answer.Broken(wrong);
    } catch (JsonProcessingException e) {
      return new Answer.Broken("is not JSON: " + excerpt(line));
    } catch (IOException e) {
      return new Answer.Broken("is not UTF-8: " + excerpt(line));
    }
  }

  private @Nullable String fields(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return "is not a JSON object";
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      String wrong = field(name, value, json);
      if (wrong != null) {
        return wrong;
      }
    }
    return json.nextToken() == null ? null : "goes on after its JSON object";
  }

  private @Nullable String field(String name, JsonToken value, JsonParser json) throws IOException {
    switch (name) {
      case "index", "attempt" -> {
        if (value != JsonToken.VALUE_NUMBER_INT) {
          return name + " is not a whole number";
        }
        if (name.equals("index")) {
          index = json.getLongValue();
        } else {
          attempt = json.getLongValue();
        }
      }
      case "ok" -> {
        if (!value.isBoolean()) {
          return "has an ok that is neither true nor false";
        }
        ok = json.getBooleanValue();
      }
      case "result" -> result = value == JsonToken.VALUE_NULL ? Bytes.EMPTY : text(value, json);
      case "resultBase64" -> {
        if (value != JsonToken.VALUE_STRING) {
          return "has a resultBase64 that is not a string";
        }
        try {
          result = Bytes.wrap(json.getBinaryValue());
        } catch (JsonProcessingException e) {
          return "has a resultBase64 that is not Base64";
        }
      }
      case "error" -> error = shortened(text(value, json).text(), LONGEST_ERROR);
      case "exitCode" -> {
        if (value != JsonToken.VALUE_NUMBER_INT) {
          return "has an exitCode that is not a whole number";
        }
        exitCode = json.getIntValue();
      }
      default -> json.skipChildren();
    }
    return null;
  }

  /** A string is its text; anything else is its JSON. */
  private static Bytes text(JsonToken value, JsonParser json) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return Bytes.utf8(json.getText());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator copy = JSON.createGenerator(out)) {
      copy.copyCurrentStructureExact(json);
    }
    return Bytes.wrap(out.toByteArray());
  }

  private Answer judged(Assignment assignment) {
    if (index == null || ok == null) {
      return new Answer.Broken("has no " + (index == null ? "index" : "ok"));
    }
    if (index != assignment.index() || (attempt != null && attempt != assignment.attempt())) {
      return new Answer.Broken(
          "is about item %d%s, which it was not given now"
              .formatted(index, attempt == null ? "" : ", attempt " + attempt));
    }
    if (ok) {
      return new Answer.Done(result);
    }
    return exitCode < 1 || exitCode > GREATEST_EXIT_CODE
        ? new Answer.Broken("has an exitCode that is not between 1 and 255: " + exitCode)
        : new Answer.Failed(exitCode, error);
  }

  private static String excerpt(byte[] line) {
    return shortened(new String(line, StandardCharsets.UTF_8), LONGEST_EXCERPT);
  }

  private static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }
}
