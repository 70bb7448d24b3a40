package io.gleaner.ledger.redis;

import io.gleaner.item.Bytes;
import io.gleaner.ledger.Result;

/**
 * Results as they lie in the ledger. {@code items.lua} reads and writes the same format: version,
 * done, index, attempt, exit code, start, duration, the lengths of worker, error, item and output,
 * then those four.
 */
final class ResultCodec {
  private static final int VERSION = 1;

  private ResultCodec() {}

  static byte[] encode(Result result) {
    byte[] worker = BlobWriter.utf8(result.worker());
    byte[] error = BlobWriter.utf8(result.error());
    return new BlobWriter()
        .u8(VERSION)
        .u8(result.done() ? 1 : 0)
        .i64(result.index())
        .i32(result.attempt())
        .i32(result.exitCode())
        .i64(result.startedAt())
        .i64(result.durationMillis())
        .i32(worker.length)
        .i32(error.length)
        .i32(result.item().size())
        .i32(result.output().size())
        .raw(worker)
        .raw(error)
        .raw(result.item().array())
        .raw(result.output().array())
        .toBytes();
  }

  static Result decode(byte[] blob) {
    BlobReader in = new BlobReader("result", blob, VERSION);
    boolean done = in.u8() == 1;
    long index = in.i64();
    int attempt = in.i32();
    int exitCode = in.i32();
    long startedAt = in.i64();
    long duration = in.i64();
    int workerLength = in.i32();
    int errorLength = in.i32();
    int itemLength = in.i32();
    int outputLength = in.i32();
    String worker = in.text(workerLength);
    String error = in.text(errorLength);
    Bytes item = in.raw(itemLength);
    Bytes output = in.raw(outputLength);
    in.end();
    return new Result(
        index, item, attempt, worker, done, exitCode, startedAt, duration, output, error);
  }
}
