package io.gleaner.coordinator.manifest;

import io.gleaner.coordinator.manifest.tree.Node;
import io.gleaner.coordinator.manifest.tree.Position;
import io.gleaner.coordinator.manifest.tree.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is found in one file while it is read. */
final class Findings {
  private static final int MOST_SHOWN = 20;

  private final String source;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  Findings(String source) {
    this.source = source;
  }

  void problem(Position at, String field, String message) {
    problems.add(new Problem(at, field, message));
  }

  void problems(List<Problem> more) {
    problems.addAll(more);
  }

  /** Something that is wrong with a field of an object, which may not be there. */
  void problem(Node object, String field, String message) {
    problem(Paths.position(object, field), field, message);
  }

  boolean hasProblemsSince(int earlier) {
    return problems.size() > earlier;
  }

  int count() {
    return problems.size();
  }

  /** A field that has no meaning on one machine. */
  void ignored(Position at, String field) {
    ignored.add("%s (line %d)".formatted(field, at.line()));
  }

  void warning(Position at, String sentence) {
    warnings.add("%s:%s: %s".formatted(source, at, sentence));
  }

  /** The problems in the order of the file. */
  List<String> problemTexts() {
    List<String> texts =
        problems.stream()
            .sorted(
                Comparator.comparing((Problem p) -> p.at().line())
                    .thenComparing(p -> p.at().column()))
            .map(problem -> problem.text(source))
            .distinct()
            .toList();
    if (texts.size() <= MOST_SHOWN) {
      return texts;
    }
    List<String> shown = new ArrayList<>(texts.subList(0, MOST_SHOWN));
    shown.add("%s: and %d more.".formatted(source, texts.size() - MOST_SHOWN));
    return shown;
  }

  /** The warnings; all ignored fields are one. */
  List<String> warningTexts() {
    List<String> all = new ArrayList<>(warnings);
    if (!ignored.isEmpty()) {
      all.add(
          "%s: these fields mean nothing on one machine and are ignored: %s."
              .formatted(source, String.join(", ", ignored)));
    }
    return all;
  }
}
