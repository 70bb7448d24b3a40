package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.control.Deletion;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.client.Changing;
import io.gleaner.coordinator.control.client.Target;
import io.gleaner.failure.GleanerException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Deleting what was applied: the coordinator is asked to, and does it. */
final class Deletions {
  private final Surroundings around;
  private final Deletion.Policy policy;

  Deletions(Surroundings around, String cascade) {
    this.around = around;
    this.policy =
        Arrays.stream(Deletion.Policy.values())
            .filter(known -> known.text().toLowerCase(Locale.ROOT).equals(cascade))
            .findFirst()
            .orElseThrow(
                () ->
                    GleanerException.configuration(
                        "--cascade must be background, foreground or orphan, not %s."
                            .formatted(cascade)));
  }

  List<ObjectKey> of(List<String> words) {
    return Target.parse(words).stream().map(Target::key).toList();
  }

  List<ObjectKey> of(ManifestFiles files, List<String> words) {
    if (!words.isEmpty()) {
      throw GleanerException.configuration("Give names or -f FILE, not both.");
    }
    return files.read(around).stream()
        .map(m -> new ObjectKey(Kind.ofManifest(m.kind().text()).orElseThrow(), m.name()))
        .toList();
  }

  /** All must be there before the first is deleted. */
  void delete(ControlAccess.Open open, List<ObjectKey> keys) {
    keys.forEach(key -> ControlCommand.object(open, key));
    for (ObjectKey key : keys) {
      new Changing(open.objects()).delete(key, policy, Instant.now());
      String type = key.kind().singular() + "." + key.kind().group();
      around.lines().println("%s \"%s\" deleted".formatted(type, key.name()));
    }
  }
}
