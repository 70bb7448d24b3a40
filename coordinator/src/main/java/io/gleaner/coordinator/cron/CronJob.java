package io.gleaner.coordinator.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A CronJob, without its status.
 *
 * @param name metadata.name; begins the names of its Jobs
 * @param creationTimestamp when it was created, in whole seconds as Kubernetes keeps it: nothing
 *     before it is ever scheduled
 * @param deleting whether it is being deleted: its status is kept up, nothing is started
 * @param localZone the zone for a schedule without timeZone: in Kubernetes that of the
 *     kube-controller-manager
 * @param spec what is wanted
 */
public record CronJob(
    String name, Instant creationTimestamp, boolean deleting, ZoneId localZone, CronJobSpec spec) {
  /** Cuts the creation time to whole seconds, as the API server does. */
  public CronJob {
    creationTimestamp = creationTimestamp.truncatedTo(ChronoUnit.SECONDS);
  }

  /** The same with another spec. */
  public CronJob withSpec(CronJobSpec wanted) {
    return new CronJob(name, creationTimestamp, deleting, localZone, wanted);
  }
}
