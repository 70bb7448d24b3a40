package io.gleaner.process;

import io.gleaner.item.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * This process's arguments as the bytes that they were given as. What Java hands to {@code main}
 * was decoded in the locale's charset, which loses what that charset does not have.
 */
public final class RawArguments {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private RawArguments() {}

  /**
   * The last arguments as bytes; where the system does not show them, or shows others, the decoded
   * ones in UTF-8.
   *
   * @param decoded those arguments as {@code main} got them
   */
  public static List<Bytes> last(List<String> decoded) {
    return last(all(), decoded);
  }

  static List<Bytes> last(List<Bytes> all, List<String> decoded) {
    int from = all.size() - decoded.size();
    boolean same = from > 0;
    for (int i = 0; same && i < decoded.size(); i++) {
      same = same(all.get(from + i), decoded.get(i));
    }
    return same
        ? List.copyOf(all.subList(from, all.size()))
        : decoded.stream().map(Bytes::utf8).toList();
  }

  /**
   * Whether this may have become that: every charset of a locale has ASCII in it, so what stands
   * before the first and after the last byte that is not ASCII must be the same.
   */
  private static boolean same(Bytes raw, String decoded) {
    byte[] bytes = raw.array();
    int shorter = Math.min(bytes.length, decoded.length());
    int before = 0;
    while (before < shorter && bytes[before] >= 0 && bytes[before] == decoded.charAt(before)) {
      before++;
    }
    if (before == bytes.length || bytes[before] >= 0) {
      return before == bytes.length && before == decoded.length();
    }
    int after = 0;
    while (bytes[bytes.length - 1 - after] >= 0) {
      after++;
    }
    return decoded.length() > before + after
        && decoded.endsWith(raw.text().substring(raw.text().length() - after));
  }

  private static List<Bytes> all() {
    try {
      return split(Files.readAllBytes(COMMAND_LINE));
    } catch (IOException notHere) {
      return List.of();
    }
  }

  /**
   * Words that each end with a NUL, as /proc shows a command line and as a command file holds a
   * command.
   */
  public static List<Bytes> split(byte[] words) {
    List<Bytes> found = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < words.length; i++) {
      if (words[i] == 0) {
        found.add(Bytes.wrap(Arrays.copyOfRange(words, from, i)));
        from = i + 1;
      }
    }
    return found;
  }

  /** The opposite of {@link #split}. */
  public static byte[] join(List<Bytes> words) {
    int size = words.stream().mapToInt(word -> word.size() + 1).sum();
    byte[] joined = new byte[size];
    int at = 0;
    for (Bytes word : words) {
      System.arraycopy(word.array(), 0, joined, at, word.size());
      at += word.size() + 1;
    }
    return joined;
  }
}
