package io.gleaner.command;

import io.gleaner.item.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a command, with GNU parallel's replacement strings. Without any of them the item
 * becomes the last word, as with parallel and xargs.
 */
public final class CommandWords {
  private final List<Template> words;

  private CommandWords(List<Template> words) {
    this.words = List.copyOf(words);
  }

  /**
   * Reads a command.
   *
   * @param itemOnStdin the command gets the item on its standard input: nothing is added
   */
  public static CommandWords of(List<Bytes> words, boolean itemOnStdin) {
    List<Template> templates = new ArrayList<>(words.stream().map(Template::parse).toList());
    if (!itemOnStdin && !templates.isEmpty() && templates.stream().allMatch(Template::isText)) {
      templates.add(Template.ITEM);
    }
    return new CommandWords(templates);
  }

  /** Whether the first word is the same for all items. */
  public boolean sameProgram() {
    return !words.isEmpty() && words.get(0).isText();
  }

  /** The words for one item. */
  public List<Bytes> expand(Placed placed) {
    List<Bytes> expanded = new ArrayList<>(words.size());
    for (Template word : words) {
      expanded.add(word.expand(placed));
    }
    return expanded;
  }

  /** The words for one item with a space between them: to be read, not to be run. */
  public Bytes line(Placed placed) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (Bytes word : expand(placed)) {
      if (line.size() > 0) {
        line.write(' ');
      }
      line.writeBytes(word.array());
    }
    return Bytes.wrap(line.toByteArray());
  }
}
