package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.launch.cluster.ClusterAddress;
import io.gleaner.coordinator.runtime.JobFiles;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Which cluster a Job was applied to, in the Job's state folder. It holds no secret. */
final class ClusterNote {
  private static final String KUBECONFIG = "kubeconfig";
  private static final String CONTEXT = "context";
  private static final String NAMESPACE = "namespace";

  private ClusterNote() {}

  static Optional<ClusterAddress> read(Path file) {
    Properties note = new Properties();
    try (Reader text = Files.newBufferedReader(file)) {
      note.load(text);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new GleanerException(
          ErrorKind.CONFIGURATION, "The file %s cannot be read: remove it.".formatted(file), e);
    }
    @Nullable String kubeconfig = note.getProperty(KUBECONFIG);
    return Optional.of(
        new ClusterAddress(
            kubeconfig == null ? null : Path.of(kubeconfig),
            note.getProperty(CONTEXT),
            note.getProperty(NAMESPACE)));
  }

  static void write(JobFiles files, ClusterAddress address) {
    Properties note = new Properties();
    if (address.kubeconfig() != null) {
      note.setProperty(KUBECONFIG, address.kubeconfig().toAbsolutePath().toString());
    }
    if (address.context() != null) {
      note.setProperty(CONTEXT, address.context());
    }
    if (address.namespace() != null) {
      note.setProperty(NAMESPACE, address.namespace());
    }
    files.noteCluster(note);
  }
}
