package io.gleaner.ledger.redis;

import io.gleaner.ledger.FailedAttempt;
import java.util.ArrayList;
import java.util.List;

/**
 * Failed attempts as they lie in the ledger, one behind the other; written by {@code items.lua}:
 * attempt, exit code, time, the lengths of worker and error, and these two.
 */
final class FailedAttemptCodec {
  private FailedAttemptCodec() {}

  static byte[] encode(List<FailedAttempt> failures) {
    BlobWriter out = new BlobWriter();
    for (FailedAttempt failure : failures) {
      byte[] worker = BlobWriter.utf8(failure.worker());
      byte[] error = BlobWriter.utf8(failure.error());
      out.i32(failure.attempt())
          .i32(failure.exitCode())
          .i64(failure.endedAt())
          .i32(worker.length)
          .i32(error.length)
          .raw(worker)
          .raw(error);
    }
    return out.toBytes();
  }

  /** Reads so many bytes of them. */
  static List<FailedAttempt> decode(BlobReader in, int length) {
    int end = in.left() - length;
    List<FailedAttempt> failures = new ArrayList<>();
    while (in.left() > end) {
      int attempt = in.i32();
      int exitCode = in.i32();
      long endedAt = in.i64();
      int worker = in.i32();
      int error = in.i32();
      failures.add(new FailedAttempt(attempt, in.text(worker), exitCode, endedAt, in.text(error)));
    }
    return failures;
  }
}
