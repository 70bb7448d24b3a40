package io.gleaner.benchmark.report;

import io.gleaner.benchmark.measure.Measure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What people have found out about a measure and tried: a file of this package's resources, named
 * as the measure ({@code drain.md}). It is put into the report while a goal of the measure is
 * missed.
 */
public final class Remarks {
  /** What is said of a measure. */
  public Optional<String> about(Measure measure) {
    String name = measure.name().toLowerCase(Locale.ROOT) + ".md";
    try (InputStream in = Remarks.class.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
