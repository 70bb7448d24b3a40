package io.gleaner.retry;

import io.gleaner.failure.GleanerException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a failure means by its exit code, as a rule with {@code onExitCodes} in a Kubernetes Job's
 * podFailurePolicy.
 *
 * @param within true for the operator In, false for NotIn
 * @param codes the exit codes, as ranges
 * @param action what is done
 */
public record FailureRule(boolean within, List<Range> codes, FailureAction action) {
  private static final Pattern TEXT = Pattern.compile("(!?)([0-9,-]+)=([A-Za-z]+)");
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,3})(?:-([0-9]{1,3}))?");
  private static final int LARGEST_CODE = 255;

  /** Copies the ranges. */
  public FailureRule {
    codes = List.copyOf(codes);
  }

  /**
   * Reads a rule: {@code 75=Ignore}, {@code 2,64-78=FailIndex}, {@code !0,1=FailJob} (NotIn).
   *
   * @throws GleanerException configuration, with a sentence that says what is wrong
   */
  public static FailureRule parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw wrong(text, "give exit codes and an action, as in 2,64-78=FailIndex");
    }
    List<Range> ranges = new ArrayList<>();
    for (String range : parts.group(2).split(",", -1)) {
      ranges.add(range(text, range));
    }
    FailureAction action =
        FailureAction.of(parts.group(3))
            .orElseThrow(
                () -> wrong(text, "the action must be Count, FailIndex, Ignore or FailJob"));
    return new FailureRule(parts.group(1).isEmpty(), ranges, action);
  }

  private static Range range(String text, String range) {
    Matcher bounds = RANGE.matcher(range);
    if (!bounds.matches()) {
      throw wrong(text, "'" + range + "' is no exit code and no range of them");
    }
    int first = Integer.parseInt(bounds.group(1));
    int last = bounds.group(2) == null ? first : Integer.parseInt(bounds.group(2));
    if (first > last || last > LARGEST_CODE) {
      throw wrong(text, "exit codes go from 0 to 255, the smaller one first");
    }
    return new Range(first, last);
  }

  private static GleanerException wrong(String text, String why) {
    return GleanerException.configuration("'" + text + "' is no rule for failures: " + why + ".");
  }

  /** Whether the rule is about this exit code. */
  public boolean matches(int exitCode) {
    return codes.stream().anyMatch(range -> range.contains(exitCode)) == within;
  }

  /** The rule as {@link #parse} reads it. */
  @Override
  public String toString() {
    return (within ? "" : "!")
        + String.join(",", codes.stream().map(Range::toString).toList())
        + "="
        + action.word();
  }

  /**
   * Exit codes from one to another.
   *
   * @param first the smallest
   * @param last the largest, included
   */
  public record Range(int first, int last) {
    boolean contains(int code) {
      return first <= code && code <= last;
    }

    @Override
    public String toString() {
      return first == last ? String.valueOf(first) : first + "-" + last;
    }
  }
}
