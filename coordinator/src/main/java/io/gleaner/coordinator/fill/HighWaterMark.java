package io.gleaner.coordinator.fill;

import io.gleaner.failure.GleanerException;

/**
 * How far a Job was filled: what the ledger keeps, so that another run can go on from there and
 * only from the same input.
 *
 * @param items how many items are known to be published: those of index 0 to {@code items - 1}
 * @param digest {@link ItemDigest#hex} of these items
 */
public record HighWaterMark(long items, String digest) {
  /** The mark behind everything that a digest has taken in. */
  public static HighWaterMark after(ItemDigest digest) {
    return new HighWaterMark(digest.count(), digest.hex());
  }

  /**
   * Reads the items up to the mark off a cursor that stands at the first item, and checks them. The
   * cursor then stands at the first item that is not known to be published.
   *
   * @param job the name of the Job, for the message
   * @return the digest of the items up to the mark, to be carried on with
   * @throws GleanerException of kind CONFIGURATION if the input is not the one of the first run
   */
  public ItemDigest check(ItemCursor cursor, String job) {
    if (items == 0) {
      // Nothing was taken, and so no digest was written down.
      return new ItemDigest();
    }
    ItemDigest read = ItemDigest.of(cursor, items);
    if (read.count() < items) {
      throw otherInput(job, "it has " + read.count() + " items, and " + items + " were taken.");
    }
    if (!read.hex().equals(digest)) {
      throw otherInput(job, "its first " + items + " items are not the same.");
    }
    return read;
  }

  private static GleanerException otherInput(String job, String why) {
    return GleanerException.configuration(
        ("This is not the input that job " + job + " was filled from: " + why)
            + " Give the same input to resume the job, or another --job for a new one.");
  }
}
