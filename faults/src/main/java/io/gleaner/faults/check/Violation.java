package io.gleaner.faults.check;

import java.util.ArrayList;
import java.util.List;

/**
 * What must not be.
 *
 * @param invariant which one is broken
 * @param sentence what was seen
 */
public record Violation(String invariant, String sentence) {
  /** One broken invariant can be seen in hundreds of lines of a journal. */
  private static final int MOST_OF_ONE = 5;

  /** The first few of these sentences, and how many more there are. */
  static List<Violation> of(String invariant, List<String> sentences) {
    List<Violation> some = new ArrayList<>();
    sentences.stream().limit(MOST_OF_ONE).forEach(s -> some.add(new Violation(invariant, s)));
    if (sentences.size() > MOST_OF_ONE) {
      int more = sentences.size() - MOST_OF_ONE;
      some.add(new Violation(invariant, "and " + more + " more of the kind"));
    }
    return some;
  }
}
