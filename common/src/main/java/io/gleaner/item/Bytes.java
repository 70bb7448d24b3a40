package io.gleaner.item;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An immutable run of bytes with the equality of its content. Items, arguments and results are
 * bytes, not text: a file name need not be valid UTF-8.
 */
public final class Bytes {
  /** No bytes at all. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Takes over an array that the caller will not change any more: nothing is copied. */
  public static Bytes wrap(byte[] content) {
    return content.length == 0 ? EMPTY : new Bytes(content);
  }

  /** The UTF-8 bytes of a text. */
  public static Bytes utf8(String text) {
    return wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes themselves, not a copy: the caller must not change them. */
  public byte[] array() {
    return content;
  }

  /** How many bytes there are. */
  public int size() {
    return content.length;
  }

  /**
   * The bytes read as UTF-8, with the replacement character where they are none: for people to
   * read, never to compute with.
   */
  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return content.length <= 80 ? text() : new String(content, 0, 80, StandardCharsets.UTF_8) + "…";
  }
}
