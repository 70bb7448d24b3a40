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
   * The last arguments as bytes; where the system does not show them, the decoded ones in UTF-8.
   *
   * @param decoded those arguments as {@code main} got them
   */
  public static List<Bytes> last(List<String> decoded) {
    List<Bytes> all = all();
    int from = all.size() - decoded.size();
    return from <= 0
        ? decoded.stream().map(Bytes::utf8).toList()
        : List.copyOf(all.subList(from, all.size()));
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
