package io.gleaner.coordinator.manifest.tree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The documents of a file.
 *
 * @param roots in the file's order, without empty ones
 * @param problems what could not be read; what comes after an unreadable place is not there
 */
public record Documents(List<Node> roots, List<Problem> problems) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Keeps the lists from being changed. */
  public Documents {
    roots = List.copyOf(roots);
    problems = List.copyOf(problems);
  }

  /**
   * Reads a file: JSON if it begins with a brace, as kubectl decides it, else YAML.
   *
   * @param file all of it, or at least one byte more than {@link Limits#MOST_BYTES}
   */
  public static Documents read(byte[] file) {
    if (file.length > Limits.MOST_BYTES) {
      return refused(
          "the file has more than %d MiB, which no API server would take either. Items of a"
                  .formatted(Limits.MOST_BYTES >> 20)
              + " WorkQueueJob can stand in a file of their own (spec.items.file).");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      return refused("the file is not in UTF-8.");
    }
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(1);
    }
    List<Problem> problems = new ArrayList<>();
    List<Node> roots =
        text.stripLeading().startsWith("{")
            ? JsonTree.documents(text, problems)
            : YamlTree.documents(text, problems);
    return new Documents(roots, problems);
  }

  private static Documents refused(String message) {
    return new Documents(List.of(), List.of(new Problem(Position.START, "", message)));
  }
}
