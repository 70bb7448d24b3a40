package io.gleaner.config;

import io.gleaner.failure.GleanerException;
import java.util.regex.Pattern;

/**
 * The name of a Job: a DNS label, as Kubernetes demands of its names, so that one name serves as a
 * folder, a queue, a key of the ledger and a Kubernetes object.
 *
 * @param value 1 to 63 of a-z, 0-9 and '-', neither beginning nor ending with '-'
 */
public record JobName(String value) {
  private static final int LONGEST = 63;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

  /**
   * Checks the name.
   *
   * @throws GleanerException configuration, with a sentence that says what is wrong with it
   */
  public JobName {
    if (value.isEmpty()) {
      throw GleanerException.configuration("A Job's name must not be empty.");
    }
    if (value.length() > LONGEST) {
      throw GleanerException.configuration(
          "A Job's name has at most %d characters, but %s… has %d."
              .formatted(LONGEST, printable(value.substring(0, 20)), value.length()));
    }
    if (!LABEL.matcher(value).matches()) {
      throw GleanerException.configuration(
          ("The Job name %s is not valid: use lower-case letters a-z, digits and '-', "
                  + "beginning and ending with a letter or digit (for example my-job-1).")
              .formatted(printable(value)));
    }
  }

  @Override
  public String toString() {
    return value;
  }

  /** Keeps a stray newline or escape sequence from reaching the terminal. */
  private static String printable(String text) {
    return "'" + text.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
