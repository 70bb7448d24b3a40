package io.gleaner.coordinator.fill;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Checks a line of JSON Lines (RFC 8259, UTF-8, one JSON text) and cuts the white space off it. */
final class JsonLine {
  // Editors on Windows begin a file with a byte order mark, which is no part of the JSON text.
  private static final int MARK_BYTES = 3;

  // The item's own size limit is the only one on strings and numbers; nesting stays limited, at
  // 1000.
  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** The JSON text in a line, or null if the line is blank; {@code number} counts lines from 1. */
  @Nullable Bytes item(byte[] line, long number, String name) throws IOException {
    int from = number == 1 && startsWithMark(line, 0) ? MARK_BYTES : 0;
    int to = line.length;
    while (from < to && isBlank(line[from])) {
      from++;
    }
    while (from < to && isBlank(line[to - 1])) {
      to--;
    }
    if (from == to) {
      return null;
    }
    check(line, from, to, number, name);
    byte[] text = new byte[to - from];
    System.arraycopy(line, from, text, 0, text.length);
    return Bytes.wrap(text);
  }

  private static boolean startsWithMark(byte[] line, int from) {
    return line.length - from >= MARK_BYTES
        && line[from] == (byte) 0xEF
        && line[from + 1] == (byte) 0xBB
        && line[from + 2] == (byte) 0xBF;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private void check(byte[] line, int from, int to, long number, String name) throws IOException {
    int sound = soundUtf8(line, from, to);
    if (sound < to) {
      throw broken(line, sound, number, name, "a byte that is not UTF-8");
    }
    if (startsWithMark(line, from)) {
      // The parser would skip it, and the handler would get it.
      throw broken(line, from, number, name, "a byte order mark");
    }
    try (JsonParser parser = factory.createParser(line, from, to - from)) {
      try {
        int depth = 0;
        do {
          JsonToken token = parser.nextToken();
          if (token != null && token.isStructStart()) {
            depth++;
          } else if (token != null && token.isStructEnd()) {
            depth--;
          }
        } while (depth > 0);
        if (parser.nextToken() != null) {
          long offset = from + parser.currentTokenLocation().getByteOffset();
          throw broken(line, offset, number, name, "more than one JSON text");
        }
      } catch (JsonProcessingException e) {
        long offset = e.getLocation() == null ? to : e.getLocation().getByteOffset();
        // The parser adds where a bracket was opened, in its own terms: of no use to anybody.
        String what = e.getOriginalMessage().replaceAll(" \\(start marker at .*", "");
        throw broken(line, offset, number, name, what);
      }
    }
  }

  /**
   * Where the bytes stop being UTF-8 text, or {@code to}. The parser alone would take two zero
   * bytes for UTF-16, and lets overlong forms pass.
   */
  private static int soundUtf8(byte[] line, int from, int to) {
    int at = from;
    while (at < to && line[at] > 0) {
      at++;
    }
    if (at == to || line[at] == 0) {
      return at;
    }
    ByteBuffer bytes = ByteBuffer.wrap(line, from, to - from);
    CharBuffer text = CharBuffer.allocate(to - from);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
    if (result.isError()) {
      return bytes.position();
    }
    while (at < to && line[at] != 0) {
      at++;
    }
    return at;
  }

  private static GleanerException broken(
      byte[] line, long offset, long number, String name, String what) {
    int before = (int) Math.max(0, Math.min(offset, line.length));
    String text = new String(line, 0, before, StandardCharsets.UTF_8);
    return GleanerException.configuration(
        ("Line " + number + " of " + name + " is not valid JSON, at column ")
            + (text.codePointCount(0, text.length()) + 1 + ": " + what + ". ")
            + "With --jsonl every line must be one JSON text in UTF-8.");
  }
}
