package io.gleaner.coordinator.cli;

import io.gleaner.config.Endpoints;
import io.gleaner.config.JobName;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.redis.RedisStore;
import java.util.Optional;

/** Jobs that a coordinator runs because they were applied, and not a run in the foreground. */
final class Applied {
  private Applied() {}

  /** The key of a WorkQueueJob. */
  static ObjectKey key(JobName job) {
    return new ObjectKey(Kind.WORK_QUEUE_JOB, job.value());
  }

  /** The WorkQueueJob of that name among the objects on these servers. */
  static Optional<StoredObject> find(Endpoints servers, JobName job) {
    try (RedisStore store =
        RedisStore.connect(servers.ledger(), RedisStore.DEFAULT, "gleaner-cli")) {
      return store.get(key(job));
    }
  }
}
