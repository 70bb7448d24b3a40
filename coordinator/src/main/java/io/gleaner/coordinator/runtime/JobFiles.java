package io.gleaner.coordinator.runtime;

import io.gleaner.config.StateFolder;
import io.gleaner.coordinator.durable.FileErrors;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * What a coordinator keeps of a Job in its state folder. The names hold the Job's uid: what is left
 * of a deleted Job is never taken for a part of the next of that name.
 */
public final class JobFiles {
  private static final Pattern OURS =
      Pattern.compile("(items|shown|held|republish|results|command|cluster)-.*");
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9-]");

  private final StateFolder folder;
  private final String uid;

  /** The files of a Job; none is made, and the folder neither. */
  public JobFiles(StateFolder folder, String uid) {
    this.folder = folder;
    // The uid came from the ledger, which others may write to.
    this.uid = UNSAFE.matcher(uid).replaceAll("_");
  }

  /** Where an input that can be read only once is kept. */
  public Path items() {
    return folder.file("items-" + uid);
  }

  /** Where a coordinator service collects the results. */
  public Path results() {
    return folder.file("results-" + uid);
  }

  /** The command for each item, as workers read it. */
  public Path command() {
    return folder.file("command-" + uid);
  }

  /** Which cluster the Job's workers were left to. */
  public Path cluster() {
    return folder.file("cluster-" + uid);
  }

  /** Writes down which it is. */
  public void noteCluster(Properties note) {
    folder.write("cluster-" + uid, note);
  }

  /** Which results were printed. */
  public Path shown() {
    return folder.file("shown-" + uid);
  }

  /** Outputs that wait for those of lower indexes. */
  public Path held() {
    return folder.file("held-" + uid);
  }

  /** The note that items must be published again. */
  public RepublishNote republishNote() {
    String name = "republish-" + uid;
    return new RepublishNote() {
      @Override
      public boolean written() {
        return Files.exists(folder.file(name));
      }

      @Override
      public void write() {
        folder.write(name, "The queue was new although items had been published.\n");
      }

      @Override
      public void remove() {
        folder.delete(name);
      }
    };
  }

  /** Makes the folder if need be, and removes what is left of earlier Jobs of this name. */
  public JobFiles prepare() {
    folder.create();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.path())) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (OURS.matcher(name).matches() && !name.endsWith("-" + uid)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw FileErrors.writing(folder.path(), e);
    }
    return this;
  }
}
