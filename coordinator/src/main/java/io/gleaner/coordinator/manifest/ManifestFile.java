package io.gleaner.coordinator.manifest;

import java.util.List;

/**
 * What a file says.
 *
 * @param manifests its objects in order; not to be used if there are problems: a file is applied as
 *     a whole or not at all
 * @param problems what is wrong, each with file, line, column and field
 * @param warnings what works otherwise than in a cluster, or not at all
 */
public record ManifestFile(List<Manifest> manifests, List<String> problems, List<String> warnings) {
  /** Keeps the lists from being changed. */
  public ManifestFile {
    manifests = List.copyOf(manifests);
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }
}
