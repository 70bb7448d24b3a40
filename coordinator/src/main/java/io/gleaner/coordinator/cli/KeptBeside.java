package io.gleaner.coordinator.cli;

import io.gleaner.config.JobName;
import io.gleaner.coordinator.control.client.ItemKeeping;
import io.gleaner.coordinator.control.queue.KeptItems;
import io.gleaner.coordinator.manifest.Manifest;
import io.gleaner.coordinator.manifest.ManifestKind;
import io.gleaner.coordinator.manifest.WorkQueueReader;

/**
 * Keeps the items of WorkQueueJobs in the state folder of this machine's coordinator.
 *
 * @param items where
 */
record KeptBeside(KeptItems items) implements ItemKeeping {
  @Override
  public void keep(Manifest manifest, String uid) {
    if (manifest.kind() == ManifestKind.WORK_QUEUE_JOB) {
      items.keep(new JobName(manifest.name()), uid, WorkQueueReader.read(manifest.spec()));
    }
  }

  @Override
  public void drop(Manifest manifest, String uid) {
    if (manifest.kind() == ManifestKind.WORK_QUEUE_JOB) {
      items.drop(new JobName(manifest.name()), uid);
    }
  }
}
