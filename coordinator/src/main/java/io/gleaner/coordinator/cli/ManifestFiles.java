package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.manifest.Manifest;
import io.gleaner.coordinator.manifest.ManifestFile;
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
      BesideManifest place =
          new BesideManifest(name, warning -> around.err().println("Warning: " + warning));
      file.manifests().forEach(manifest -> manifests.add(place.located(manifest)));
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
}
