package io.gleaner.coordinator.manifest;

import io.gleaner.coordinator.manifest.tree.Node;
import io.gleaner.coordinator.manifest.tree.Node.Entry;
import io.gleaner.coordinator.manifest.tree.Node.Mapping;
import io.gleaner.coordinator.manifest.tree.Node.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a container mounts. A command that does not find its files has another outcome, so only
 * mounts that are there without mounting are taken.
 */
final class Mounts {
  private static final Set<String> SCRATCH = Set.of("/tmp", "/var/tmp", "/dev/shm");

  private Mounts() {}

  static void check(Findings findings, Mapping pod, Entry mounts, String container) {
    List<Node> all = items(Optional.of(mounts.value()));
    for (int i = 0; i < all.size(); i++) {
      String field = container + ".volumeMounts[" + i + "]";
      if (all.get(i) instanceof Mapping mount && isThereAnyway(pod, mount)) {
        findings.ignored(mount.at(), field);
      } else {
        findings.problem(
            all.get(i).at(), field, LocalFields.CONTAINER.refused().getOrDefault(mounts.key(), ""));
      }
    }
  }

  private static List<Node> items(Optional<Node> list) {
    return list.orElse(null) instanceof Sequence sequence ? sequence.items() : List.of();
  }

  private static boolean isThereAnyway(Mapping pod, Mapping mount) {
    String path = withoutSlash(PodMeaning.text(mount, "mountPath"));
    boolean part = mount.value("subPath").isPresent() || mount.value("subPathExpr").isPresent();
    return !part
        && items(pod.value("volumes")).stream()
            .filter(Mapping.class::isInstance)
            .map(Mapping.class::cast)
            .filter(v -> PodMeaning.text(v, "name").equals(PodMeaning.text(mount, "name")))
            .anyMatch(volume -> isThereAnyway(volume, path));
  }

  private static boolean isThereAnyway(Mapping volume, String path) {
    // An emptyDir is written as {}, which says nothing else but that it is one.
    boolean scratch = volume.value("emptyDir").isPresent() && SCRATCH.contains(path);
    return scratch
        || Paths.mapping(volume, "hostPath")
            .filter(host -> withoutSlash(PodMeaning.text(host, "path")).equals(path))
            .isPresent();
  }

  private static String withoutSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
