package io.gleaner.coordinator.cli;

import io.gleaner.config.JobName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Words as a person types them into a shell. */
final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./{}-]+");

  private ShellWords() {}

  /** The command that resumes a run. */
  static String resume(List<String> given, Optional<JobName> name) {
    List<String> words = new ArrayList<>(List.of("gleaner", "run"));
    name.ifPresent(job -> words.addAll(List.of("--job", job.value())));
    words.addAll(
        given.isEmpty() || !given.get(0).equals("run") ? given : given.subList(1, given.size()));
    return String.join(" ", words.stream().map(ShellWords::quoted).toList());
  }

  static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
