package io.gleaner.ledger.redis;

import io.gleaner.ledger.JobSpec;
import io.gleaner.retry.FailurePolicy;
import io.gleaner.retry.RetryPolicy;

/**
 * A Job's spec as it lies in the ledger. Equal specs have equal bytes: the script that opens a Job
 * compares those.
 */
final class SpecCodec {
  private static final int VERSION = 2;

  private SpecCodec() {}

  static byte[] encode(JobSpec spec) {
    return new BlobWriter()
        .u8(VERSION)
        .i64(spec.leaseMillis())
        .i32(spec.retry().maxAttempts())
        .i64(spec.retry().initialDelayMillis())
        .i64(spec.retry().maxDelayMillis())
        .i64(spec.maxFailedItems())
        .i64(spec.tolerateFailedItems())
        .i64(spec.activeDeadlineMillis())
        .i64(spec.maxWaitingResultBytes())
        .u8(spec.speculate() ? 1 : 0)
        .text(spec.retry().failures().toString())
        .text(spec.parameters())
        .toBytes();
  }

  static JobSpec decode(byte[] blob) {
    BlobReader in = new BlobReader("spec", blob, VERSION);
    long leaseMillis = in.i64();
    int maxAttempts = in.i32();
    long initialDelayMillis = in.i64();
    long maxDelayMillis = in.i64();
    long maxFailedItems = in.i64();
    long tolerateFailedItems = in.i64();
    long activeDeadlineMillis = in.i64();
    long maxWaitingResultBytes = in.i64();
    boolean speculate = in.u8() == 1;
    FailurePolicy failures = FailurePolicy.parse(in.text());
    String parameters = in.text();
    in.end();
    return new JobSpec(
        parameters,
        leaseMillis,
        new RetryPolicy(maxAttempts, initialDelayMillis, maxDelayMillis, failures),
        maxFailedItems,
        tolerateFailedItems,
        activeDeadlineMillis,
        maxWaitingResultBytes,
        speculate);
  }
}
