package io.gleaner.coordinator.control.queue;

import io.gleaner.config.Endpoints;
import io.gleaner.config.JobName;
import io.gleaner.coordinator.runtime.LedgerCalls;
import io.gleaner.coordinator.runtime.Pacing;
import io.gleaner.coordinator.runtime.QueueAccess;
import io.gleaner.ledger.redis.RedisLedgers;
import io.gleaner.queue.amqp.QueueType;
import java.util.function.Consumer;

/** The ways to the ledgers and queues of WorkQueueJobs. */
public interface QueueServers {
  /** To a Job's queue; connects when first used. */
  QueueAccess queue(JobName job, Consumer<String> notices);

  /** To a Job's ledger. */
  LedgerCalls ledger(JobName job, Pacing pacing, Consumer<String> notices);

  /**
   * Those of the coordinator.
   *
   * @param alone it has just started them itself: whoever used those before cannot reach them
   */
  static QueueServers at(Endpoints endpoints, boolean alone) {
    return new QueueServers() {
      @Override
      public QueueAccess queue(JobName job, Consumer<String> notices) {
        return QueueAccess.to(endpoints.broker(), job, QueueType.QUORUM, "coordinator", notices);
      }

      @Override
      public LedgerCalls ledger(JobName job, Pacing pacing, Consumer<String> notices) {
        return LedgerCalls.over(
            RedisLedgers.connect(
                endpoints.ledger(), job.value(), "gleaner-coordinator-" + job.value()),
            alone,
            pacing,
            notices);
      }
    };
  }
}
