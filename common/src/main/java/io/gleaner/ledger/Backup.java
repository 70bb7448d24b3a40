package io.gleaner.ledger;

/**
 * What the ledger keeps of an item's backup attempt, beside the item's lease; it goes with that
 * lease. Only in a Job that asks for them ({@link JobSpec#speculate}).
 */
public sealed interface Backup {
  /** An idle worker has asked for one: whoever claims the item next is granted it. */
  record Wanted() implements Backup {}

  /** It runs, under a lease of its own with a newer token. Both may commit. */
  record Running(Lease lease) implements Backup {}

  /** It has ended, and the lease has no other. */
  record Spent() implements Backup {}
}
