package io.gleaner.coordinator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.manifest.Manifest;
import io.gleaner.coordinator.manifest.ManifestFile;
import io.gleaner.coordinator.manifest.ManifestKind;
import io.gleaner.coordinator.manifest.ManifestReader;
import io.gleaner.coordinator.manifest.tree.Limits;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that names files of manifests. */
public final class ManifestFiles {
  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      description = "A file of YAML or JSON; - is standard input. May be given several times.")
  private final List<String> files = new ArrayList<>();

  boolean given() {
    return !files.isEmpty();
  }

  /**
   * All objects of all files; warnings are told.
   *
   * @throws GleanerException configuration, with a line for each mistake
   */
  List<Manifest> read(Surroundings around) {
    List<Manifest> manifests = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    ManifestReader reader = new ManifestReader();
    for (String name : files) {
      ManifestFile file =
          reader.read(name.equals("-") ? "standard input" : name, bytes(name, around));
      file.warnings().forEach(warning -> around.err().println("Warning: " + warning));
      problems.addAll(file.problems());
      file.manifests().forEach(manifest -> manifests.add(located(manifest, name)));
    }
    if (!problems.isEmpty()) {
      throw GleanerException.configuration(
          "nothing was done, because of mistakes in the manifests:\n"
              + String.join("\n", problems));
    }
    return manifests;
  }

  private static byte[] bytes(String name, Surroundings around) {
    try (InputStream in = name.equals("-") ? around.in() : Files.newInputStream(Path.of(name))) {
      // One byte more than may be there is enough to know that it is too much.
      return in.readNBytes(Limits.MOST_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new GleanerException(ErrorKind.CONFIGURATION, "There is no file " + name + ".", e);
    } catch (IOException e) {
      throw new GleanerException(
          ErrorKind.CONFIGURATION, "%s cannot be read: %s.".formatted(name, e.getMessage()), e);
    }
  }

  /** A file of items is looked for beside the manifest, wherever the coordinator runs later. */
  private static Manifest located(Manifest manifest, String name) {
    if (manifest.kind() != ManifestKind.WORK_QUEUE_JOB) {
      return manifest;
    }
    ObjectNode spec = manifest.spec();
    if (!(spec.get("items") instanceof ObjectNode items) || !items.has("file")) {
      return manifest;
    }
    Path here = Path.of(name.equals("-") ? "." : name).toAbsolutePath();
    Path folder = name.equals("-") ? here : here.getParent();
    Path file = Path.of(items.get("file").textValue());
    items.put(
        "file", folder == null ? file.toString() : folder.resolve(file).normalize().toString());
    return new Manifest(
        manifest.kind(),
        manifest.name(),
        manifest.labels(),
        manifest.annotations(),
        spec,
        manifest.at());
  }
}
