package io.gleaner.coordinator.control.queue;

import io.gleaner.config.JobName;
import io.gleaner.config.StateFolder;
import io.gleaner.coordinator.fill.FileItemSource;
import io.gleaner.coordinator.fill.ItemCursor;
import io.gleaner.coordinator.fill.ItemSource;
import io.gleaner.coordinator.fill.ListItemSource;
import io.gleaner.coordinator.fill.Spool;
import io.gleaner.coordinator.manifest.WorkQueueSpec;
import io.gleaner.coordinator.runtime.JobFiles;
import io.gleaner.failure.GleanerException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the items of WorkQueueJobs are between their being applied and their end: those of a file
 * are copied when the Job is applied, so that the file may change or go; those of a list are in the
 * manifest.
 *
 * @param folder of the coordinator of this machine; each Job has one in it, by its uid
 */
public record KeptItems(Path folder) {
  /** The Job's own folder; need not be there. */
  public StateFolder folderOf(JobName job, String uid) {
    return new StateFolder(job, folder.resolve(uid));
  }

  /**
   * Copies the items that a new Job names in a file.
   *
   * @throws GleanerException configuration, if the file is missing or its items are not as they
   *     must be; then nothing is kept
   */
  public void keep(JobName job, String uid, WorkQueueSpec spec) {
    String file = spec.items().file();
    if (file == null) {
      return;
    }
    StateFolder own = folderOf(job, uid).create();
    boolean whole = false;
    try (Spool spool = Spool.open(new JobFiles(own, uid).items());
        ItemCursor items =
            spool.record(
                FileItemSource.read(Path.of(file), spec.items().format(), spec.maxItemBytes()))) {
      boolean more = true;
      while (more) {
        more = items.next() != null;
      }
      whole = true;
    } finally {
      if (!whole) {
        own.remove();
      }
    }
  }

  /** Removes what is kept of a Job. */
  public void drop(JobName job, String uid) {
    folderOf(job, uid).remove();
  }

  /**
   * A Job's items, to be filled from; what is returned is closed by the caller.
   *
   * @throws GleanerException configuration, if they are not here
   */
  Opened open(QueueJob job) {
    String file = job.spec().items().file();
    if (file == null) {
      return new Opened(new ListItemSource(job.spec().items().list()), () -> {});
    }
    Path kept = new JobFiles(folderOf(job.name(), job.uid()), job.uid()).items();
    if (!Files.exists(kept)) {
      throw GleanerException.configuration(
          ("The items of %s are not in this coordinator's state folder (%s): it was applied on"
                  + " another machine, or with another XDG_STATE_HOME. Apply it again here.")
              .formatted(job.name(), kept));
    }
    Spool spool = Spool.open(kept);
    return new Opened(spool, spool::close);
  }

  /** Items that can be read, until this is closed. */
  record Opened(ItemSource source, Runnable closing) implements AutoCloseable {
    @Override
    public void close() {
      closing.run();
    }
  }
}
