package io.gleaner.ledger.redis;

import io.gleaner.ledger.WorkerInfo;
import io.gleaner.ledger.WorkerRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A worker's record: {@code registeredAt seenAt } as text, written by the scripts, and the worker's
 * own description behind it.
 */
final class WorkerCodec {
  private static final int VERSION = 1;

  private WorkerCodec() {}

  static byte[] encode(WorkerInfo info) {
    return new BlobWriter()
        .u8(VERSION)
        .i64(info.pid())
        .i64(info.done())
        .i32(info.running())
        .text(info.host())
        .text(info.state())
        .toBytes();
  }

  static WorkerRecord decode(String id, byte[] record) {
    int first = space(record, 0);
    int second = space(record, first + 1);
    BlobReader in =
        new BlobReader(
            "worker's record", Arrays.copyOfRange(record, second + 1, record.length), VERSION);
    long pid = in.i64();
    long done = in.i64();
    int running = in.i32();
    String host = in.text();
    String state = in.text();
    in.end();
    return new WorkerRecord(
        new WorkerInfo(id, host, pid, state, done, running),
        number(record, 0, first),
        number(record, first + 1, second));
  }

  private static int space(byte[] record, int from) {
    int at = from;
    while (record[at] != ' ') {
      at++;
    }
    return at;
  }

  private static long number(byte[] record, int from, int to) {
    return Long.parseLong(new String(record, from, to - from, StandardCharsets.US_ASCII));
  }
}
