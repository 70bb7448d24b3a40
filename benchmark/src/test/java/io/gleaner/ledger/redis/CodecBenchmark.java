package io.gleaner.ledger.redis;

import io.gleaner.ledger.Claim;
import io.gleaner.ledger.Commit;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.Samples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to write an exchange with the ledger, and to read its answer. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
  /** How many commits and how many claims are in one call. */
  @Param({"1", "100"})
  public int batch;

  private final RequestEncoder encoder = new RequestEncoder(bytes("gleaner:{job}:hints"));
  private LedgerRequest request = new LedgerRequest.Leave("worker-1");
  private Object reply = List.of();

  /** Makes a call of this size and its answer. */
  @Setup
  public void prepare() {
    List<Commit> commits = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    List<Object> numbers = new ArrayList<>();
    for (int index = 0; index < batch; index++) {
      commits.add(Samples.commit(new Grant(index, 1_700_000_000_000_000L + index)));
      claims.add(Samples.claim(batch + index));
      numbers.addAll(List.of(1_700_000_000_000_000L + index, 1L));
    }
    request = new LedgerRequest.Exchange("worker-1", commits, claims);
    List<Object> view = List.of(bytes("ACTIVE"), bytes(""), 0L, 0L, 1L);
    byte[] committed = bytes("c".repeat(batch));
    byte[] claimed = bytes("g".repeat(batch));
    long micros = 1_700_000_000_000_000L;
    reply = List.of(micros, bytes("exchanged"), committed, claimed, numbers, view);
  }

  /** The request as the arguments of a script. */
  @Benchmark
  public byte[][] encode() {
    return encoder.encode("uid-1", request).arguments();
  }

  /** The script's answer as a reply. */
  @Benchmark
  public LedgerReply decode() {
    return ReplyDecoder.decode(reply).reply();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
