package io.gleaner.ledger.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.ledger.DeadLetter;
import io.gleaner.ledger.FailedAttempt;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.Result;
import io.gleaner.ledger.WorkerInfo;
import io.gleaner.ledger.WorkerRecord;
import io.gleaner.retry.FailurePolicy;
import io.gleaner.retry.RetryPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever is encoded is decoded as it was, and what is cut off or of another version is refused.
 */
class CodecProperties {
  private static final int RUNS = 2_000;

  @Test
  void everythingComesBackAsItWas() {
    for (long seed = 1; seed <= RUNS; seed++) {
      Random random = new Random(seed);
      Result result = result(random);
      assertThat(ResultCodec.decode(ResultCodec.encode(result)))
          .as("seed %d", seed)
          .isEqualTo(result);
      DeadLetter letter = letter(random);
      assertThat(DeadLetterCodec.decode(DeadLetterCodec.encode(letter)))
          .as("seed %d", seed)
          .isEqualTo(letter);
      JobSpec spec = spec(random);
      assertThat(SpecCodec.decode(SpecCodec.encode(spec))).as("seed %d", seed).isEqualTo(spec);
      WorkerInfo info = worker(random);
      byte[] record = BlobWriter.utf8("17 1700000000000 ");
      byte[] described = WorkerCodec.encode(info);
      byte[] whole = Arrays.copyOf(record, record.length + described.length);
      System.arraycopy(described, 0, whole, record.length, described.length);
      assertThat(WorkerCodec.decode(info.id(), whole))
          .as("seed %d", seed)
          .isEqualTo(new WorkerRecord(info, 17, 1_700_000_000_000L));
    }
  }

  @Test
  void aCutOffBlobIsRefused() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      refusedWhenCut(ResultCodec.encode(result(random)), ResultCodec::decode, seed);
      refusedWhenCut(SpecCodec.encode(spec(random)), SpecCodec::decode, seed);
    }
  }

  private static void refusedWhenCut(byte[] blob, Function<byte[], ?> decode, long seed) {
    for (int length = 1; length < blob.length; length++) {
      byte[] cut = Arrays.copyOf(blob, length);
      assertThatThrownBy(() -> decode.apply(cut))
          .as("seed %d, %d of %d bytes", seed, length, blob.length)
          .isInstanceOf(GleanerException.class);
    }
  }

  @Test
  void aBlobOfAnotherVersionIsRefusedByName() {
    byte[] blob = ResultCodec.encode(result(new Random(1)));
    blob[0] = 2;
    assertThatThrownBy(() -> ResultCodec.decode(blob))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("format 2");
  }

  private static Result result(Random random) {
    return new Result(
        random.nextLong() >>> 1,
        bytes(random),
        random.nextInt(),
        text(random),
        random.nextBoolean(),
        random.nextInt(),
        random.nextLong(),
        random.nextLong(),
        bytes(random),
        text(random));
  }

  private static DeadLetter letter(Random random) {
    List<FailedAttempt> failures =
        Stream.generate(
                () ->
                    new FailedAttempt(
                        random.nextInt(),
                        text(random),
                        random.nextInt(),
                        random.nextLong(),
                        text(random)))
            .limit(random.nextInt(4))
            .toList();
    return new DeadLetter(
        bytes(random), random.nextInt(), random.nextInt(), text(random), text(random), failures);
  }

  private static JobSpec spec(Random random) {
    long delay = random.nextInt(1_000_000);
    return new JobSpec(
        text(random),
        random.nextLong(),
        new RetryPolicy(
            1 + random.nextInt(1_000),
            delay,
            delay + random.nextInt(1_000),
            FailurePolicy.parse(random.nextBoolean() ? "" : "!0,1=FailJob 64-78=FailIndex")),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextBoolean());
  }

  private static WorkerInfo worker(Random random) {
    return new WorkerInfo(
        "id", text(random), random.nextLong(), text(random), random.nextLong(), random.nextInt());
  }

  private static Bytes bytes(Random random) {
    byte[] content = new byte[random.nextInt(30)];
    random.nextBytes(content);
    return Bytes.wrap(content);
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(12), 0, 0x2FFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
