package io.gleaner.coordinator.job.manifest;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for the first mistake in a text of index ranges. Kubernetes: validateIndexesFormat. */
final class IndexesText {
  private final int completions;
  private @Nullable String complaint;

  IndexesText(int completions) {
    this.completions = completions;
  }

  Optional<String> complaint() {
    return Optional.ofNullable(complaint);
  }

  /** How many indexes are named; 0 if there is a complaint. */
  int total(String text) {
    int total = 0;
    int last = -1;
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String[] ends = part.split("-", -1);
      if (ends.length > 2) {
        complaint =
            ("the fragment %s violates the requirement that an index interval can have at most"
                    + " two parts separated by '-'")
                .formatted(GoText.quoted(part));
        return 0;
      }
      int first = index(ends[0]);
      int end = ends.length == 1 || complaint != null ? first : index(ends[1]);
      if (complaint == null && ends.length > 1 && first >= end) {
        complaint = order(first, end);
      }
      if (complaint == null && last >= first) {
        complaint = order(last, first);
      }
      if (complaint != null) {
        return 0;
      }
      total += end - first + 1;
      last = end;
    }
    return total;
  }

  private static String order(int previous, int current) {
    return "non-increasing order, previous: %d, current: %d".formatted(previous, current);
  }

  private int index(String text) {
    try {
      long index = Long.parseLong(text);
      if (index < completions) {
        return (int) Math.max(index, Integer.MIN_VALUE);
      }
      complaint = "too large index: " + GoText.quoted(text);
    } catch (NumberFormatException e) {
      complaint = "cannot convert string to integer for index: " + GoText.quoted(text);
    }
    return 0;
  }
}
