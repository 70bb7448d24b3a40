package io.gleaner.coordinator.control.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** The Lua scripts; each one's file documents its arguments and what it returns. */
enum StoreScript {
  WRITE,
  READ,
  WORKER,
  EVENTS,
  LEAD,
  STEP_DOWN;

  private final String text = read(name().toLowerCase(Locale.ROOT).replace('_', '-') + ".lua");

  String text() {
    return text;
  }

  private static String read(String file) {
    try (InputStream in =
        Objects.requireNonNull(
            StoreScript.class.getResourceAsStream(file), file + " is missing from this build")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
