package io.gleaner.faults.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A kustomization in a folder of its own, on top of one of k8s-manifests.
 *
 * @param folder where it is written
 * @param source what it is on top of, a folder
 * @param tag of all images
 */
record Overlay(Path folder, Path source, String tag) {
  /** The folder k8s-manifests. */
  static final Path MANIFESTS = Path.of("..", "k8s-manifests");

  /**
   * Writes it.
   *
   * @param images whose tag is set
   * @param rest more of the kustomization, as YAML
   * @return its folder, as kubectl wants it
   */
  String write(String namespace, List<String> images, String rest) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            """);
    try {
      Files.createDirectories(folder);
      // kustomize takes no absolute paths.
      Path relative = folder.toRealPath().relativize(source.toRealPath());
      text.append("namespace: ").append(namespace).append('\n');
      text.append("resources: [").append(relative).append("]\n");
      text.append("images:\n");
      for (String image : images) {
        text.append("- {name: ").append(image).append(", newTag: ").append(tag).append("}\n");
      }
      Files.writeString(folder.resolve("kustomization.yaml"), text.append(rest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder.toString();
  }
}
