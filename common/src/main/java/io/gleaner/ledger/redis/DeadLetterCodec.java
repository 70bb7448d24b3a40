package io.gleaner.ledger.redis;

import io.gleaner.ledger.DeadLetter;
import io.gleaner.ledger.FailedAttempt;
import java.util.List;

/**
 * Dead letters as they lie in the ledger; written by {@code items.lua}: version, attempts, exit
 * code, the lengths of error, error tail and failed attempts, these three, and the body up to the
 * end.
 */
final class DeadLetterCodec {
  private static final int VERSION = 1;

  private DeadLetterCodec() {}

  static byte[] encode(DeadLetter letter) {
    byte[] error = BlobWriter.utf8(letter.error());
    byte[] failures = FailedAttemptCodec.encode(letter.failures());
    byte[] tail = BlobWriter.utf8(letter.errorTail());
    return new BlobWriter()
        .u8(VERSION)
        .i32(letter.attempts())
        .i32(letter.exitCode())
        .i32(error.length)
        .i32(tail.length)
        .i32(failures.length)
        .raw(error)
        .raw(tail)
        .raw(failures)
        .raw(letter.body().array())
        .toBytes();
  }

  static DeadLetter decode(byte[] blob) {
    BlobReader in = new BlobReader("dead letter", blob, VERSION);
    int attempts = in.i32();
    int exitCode = in.i32();
    int errorLength = in.i32();
    int tailLength = in.i32();
    int failuresLength = in.i32();
    String error = in.text(errorLength);
    String tail = in.text(tailLength);
    List<FailedAttempt> failures = FailedAttemptCodec.decode(in, failuresLength);
    return new DeadLetter(in.rest(), attempts, exitCode, error, tail, failures);
  }
}
