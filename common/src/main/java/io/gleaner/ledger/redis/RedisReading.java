package io.gleaner.ledger.redis;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.JobView;
import io.gleaner.ledger.LedgerReading.NumberedDeadLetter;
import io.gleaner.ledger.LedgerReading.ResultPage;
import io.gleaner.ledger.WorkerRecord;
import io.lettuce.core.KeyValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The blocking reads of a ledger. What can be large is read by plain commands, so that no script
 * holds up the workers.
 */
final class RedisReading {
  /** Makes a call on whichever connection stands. */
  interface Caller {
    <T> CompletableFuture<T> call(Function<Connection, CompletableFuture<T>> call);
  }

  private static final BitSet NONE = new BitSet();

  private final String job;
  private final JobKeys keys;
  private final RequestEncoder encoder;
  private final Caller caller;
  private final RedisErrors errors;
  private final Duration timeout;

  RedisReading(
      String job,
      JobKeys keys,
      RequestEncoder encoder,
      Caller caller,
      RedisErrors errors,
      Duration timeout) {
    this.job = job;
    this.keys = keys;
    this.encoder = encoder;
    this.caller = caller;
    this.errors = errors;
    this.timeout = timeout;
  }

  Optional<JobSummary> summary() {
    ReplyFields in = new ReplyFields(script(encoder.call(Script.SUMMARY, "")));
    long now = in.number() / 1_000;
    if (in.text().equals("none")) {
      return Optional.empty();
    }
    String uid = in.text();
    long generation = in.number();
    JobSpec spec = SpecCodec.decode(in.blob());
    JobView view = in.view();
    long openedAt = in.number();
    long mark = in.number();
    long total = in.number();
    long done = in.number();
    long failed = in.number();
    long running = in.number();
    long retries = in.number();
    long waiting = in.number();
    long resultsFrom = in.number();
    long bytes = in.number();
    String leader = in.text();
    List<WorkerRecord> workers =
        in.array().all(each -> WorkerCodec.decode(each.text(), each.blob()));
    workers.sort(Comparator.comparing(record -> record.info().id()));
    return Optional.of(
        new JobSummary(
            job,
            uid,
            generation,
            spec,
            view,
            openedAt,
            mark,
            total,
            done,
            failed,
            running,
            retries,
            waiting,
            resultsFrom,
            bytes,
            leader,
            now,
            List.copyOf(workers)));
  }

  ResultPage results(long from, long maxBytes) {
    ReplyFields in =
        new ReplyFields(script(encoder.call(Script.RESULTS, "").number(from).number(maxBytes)));
    in.number();
    boolean lost = in.text().equals("lost");
    long first = in.number();
    if (lost) {
      throw new GleanerException(
          ErrorKind.PERMANENT,
          first
              + " results of job "
              + job
              + " that nobody has collected are not in Redis any more: somebody has deleted or"
              + " changed the Job's keys. Which they were is not known; delete the Job and run it"
              + " again",
          null);
    }
    return new ResultPage(first, in.array().all(each -> ResultCodec.decode(each.blob())));
  }

  List<NumberedDeadLetter> deadLetters(long from, int max) {
    byte[][] wanted =
        indexes(keys.dead()).stream()
            .filter(index -> index >= from)
            .sorted()
            .limit(max)
            .map(index -> Long.toString(index).getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    if (wanted.length == 0) {
      return List.of();
    }
    List<NumberedDeadLetter> letters = new ArrayList<>();
    for (KeyValue<byte[], byte[]> entry :
        await(it -> it.command(redis -> redis.hmget(keys.dead(), wanted)))) {
      // One that was put back between the two reads is no dead letter any more.
      if (entry.hasValue()) {
        letters.add(
            new NumberedDeadLetter(
                index(entry.getKey()), DeadLetterCodec.decode(entry.getValue())));
      }
    }
    return letters;
  }

  List<WorkItem> toRepublish() {
    Map<byte[], byte[]> bodies = await(it -> it.command(redis -> redis.hgetall(keys.republish())));
    List<WorkItem> items = new ArrayList<>();
    bodies.forEach((index, body) -> items.add(new WorkItem(index(index), Bytes.wrap(body))));
    items.sort(Comparator.comparingLong(WorkItem::index));
    return items;
  }

  BitSet settled() {
    // Read in the direction in which items move, so that one on its way back is not missed.
    BitSet settled = new BitSet();
    indexes(keys.dead()).forEach(index -> settled.set(Math.toIntExact(index)));
    indexes(keys.republish()).forEach(index -> settled.set(Math.toIntExact(index)));
    settled.or(
        await(it -> it.command(redis -> redis.get(keys.done())).thenApply(RedisReading::bits)));
    return settled;
  }

  /** Redis counts bits from the highest of each byte, Java from the lowest. */
  private static BitSet bits(byte[] bitmap) {
    if (bitmap == null) {
      return NONE;
    }
    byte[] reversed = new byte[bitmap.length];
    for (int i = 0; i < bitmap.length; i++) {
      reversed[i] = (byte) (Integer.reverse(bitmap[i]) >>> 24);
    }
    return BitSet.valueOf(reversed);
  }

  private List<Long> indexes(byte[] hash) {
    return await(it -> it.command(redis -> redis.hkeys(hash))).stream()
        .map(RedisReading::index)
        .toList();
  }

  private static long index(byte[] text) {
    return Long.parseLong(new String(text, StandardCharsets.US_ASCII));
  }

  private Object script(Invocation call) {
    return await(it -> it.script(call.script(), keys.ofScripts(), call.arguments()));
  }

  private <T> T await(Function<Connection, CompletableFuture<T>> call) {
    try {
      // The connection gives up by itself when an answer is overdue; this only guards against an
      // error in there.
      return caller.call(call).get(2 * timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw errors.translate(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw errors.translate(e);
    }
  }
}
