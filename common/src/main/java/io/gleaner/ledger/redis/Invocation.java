package io.gleaner.ledger.redis;

import io.gleaner.item.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A script and its arguments, added in the order in which the script reads them. */
final class Invocation {
  private static final byte[] NOTHING = new byte[0];

  private final Script script;
  private final List<byte[]> arguments = new ArrayList<>();

  Invocation(Script script, String uid, byte[] channel) {
    this.script = script;
    text(uid).blob(channel);
  }

  Script script() {
    return script;
  }

  byte[][] arguments() {
    return arguments.toArray(byte[][]::new);
  }

  Invocation text(String value) {
    return blob(value.getBytes(StandardCharsets.UTF_8));
  }

  Invocation number(long value) {
    return blob(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
  }

  Invocation flag(boolean value) {
    return number(value ? 1 : 0);
  }

  Invocation body(Bytes value) {
    return blob(value.array());
  }

  Invocation nothing() {
    return blob(NOTHING);
  }

  Invocation blob(byte[] value) {
    arguments.add(value);
    return this;
  }

  Invocation numbers(List<Long> values) {
    number(values.size());
    values.forEach(this::number);
    return this;
  }
}
