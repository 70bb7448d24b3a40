package io.gleaner.ledger.redis;

import static io.gleaner.ledger.Samples.claim;
import static io.gleaner.ledger.Samples.commit;
import static io.gleaner.ledger.Samples.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.Claim;
import io.gleaner.ledger.ClaimOutcome.Granted;
import io.gleaner.ledger.Commit;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.HeardHints;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.Ledger;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerReply.Absent;
import io.gleaner.ledger.LedgerReply.Exchanged;
import io.gleaner.ledger.LedgerReply.Opened;
import io.gleaner.ledger.LedgerReply.Recovered;
import io.gleaner.ledger.LedgerReply.Restarted;
import io.gleaner.ledger.LedgerRequest;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.CommandType;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong with a Redis, on a real one: each failure is told as what it is, and the ledger
 * goes on afterwards.
 */
class RedisLedgerFaultTest {
  private static final String JOB = "faults";
  private static final LedgerRequest OPEN = new LedgerRequest.Open("uid", JobSpec.of("p"));

  private final RedisProcess server = RedisProcess.start();
  private final RedisClient client = RedisClient.create(server.uri().toString());
  private final HeardHints heard = new HeardHints();
  private final RedisLedgers ledgers = RedisLedgers.of(options(server.uri()));
  private final RedisLedger ledger = ledgers.connect(JOB);
  private final RedisCommands<String, String> redis = client.connect().sync();

  private static RedisOptions options(URI uri) {
    return new RedisOptions(uri, "faults", Duration.ofSeconds(2), false, null);
  }

  @BeforeEach
  void openTheJob() {
    assertThat(ask(ledger, OPEN)).isInstanceOf(Opened.class);
    ledger.subscribe(heard);
    heard.await("connected");
    heard.forget();
  }

  @AfterEach
  void stop() {
    client.shutdown(0, 0, TimeUnit.SECONDS);
    ledgers.close();
    server.close();
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static LedgerReply ask(Ledger ledger, LedgerRequest request) {
    return join(ledger.send(request));
  }

  private static GleanerException failure(CompletionStage<?> stage) {
    CompletionException thrown =
        catchThrowableOfType(CompletionException.class, () -> stage.toCompletableFuture().join());
    assertThat(thrown).hasCauseInstanceOf(GleanerException.class);
    return (GleanerException) Objects.requireNonNull(thrown.getCause());
  }

  private static LedgerRequest.Exchange claiming(long index) {
    return new LedgerRequest.Exchange("w", List.of(), List.of(claim(index)));
  }

  @Test
  void forgottenScriptsAreSentAgainAndTheOrderOfTheAnswersStays() {
    List<Long> answered = new CopyOnWriteArrayList<>();
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (long index = 0; index < 300; index++) {
      if (index % 50 == 25) {
        redis.scriptFlush();
      }
      long asked = index;
      all.add(
          ledger
              .send(claiming(index))
              .thenAccept(
                  reply -> {
                    assertThat(((Exchanged) reply).claims().get(0)).isInstanceOf(Granted.class);
                    answered.add(asked);
                  })
              .toCompletableFuture());
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    assertThat(answered).containsExactlyElementsOf(LongStream.range(0, 300).boxed().toList());
  }

  @Test
  void aServerThatWasKilledComesBackWithAllThatItAnswered() {
    Exchanged claimed = (Exchanged) ask(ledger, claiming(0));
    Grant grant = new Grant(0, ((Granted) claimed.claims().get(0)).token());
    ask(ledger, new LedgerRequest.Exchange("w", List.of(commit(grant)), List.of()));
    join(ledger.barrier());
    server.kill();
    heard.await("disconnected");
    assertThat(failure(ledger.send(claiming(1))).kind()).isEqualTo(ErrorKind.TRANSIENT);
    server.startAgain();
    heard.await("connected");
    GleanerException stale = failure(ledger.barrier());
    assertThat(stale).hasMessageContaining("void");
    assertThat(stale.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(ask(ledger, claiming(1))).isEqualTo(new Restarted());
    assertThat(ask(ledger, new LedgerRequest.Recover(true))).isEqualTo(new Recovered(2));
    join(ledger.barrier());
    assertThat(ledger.summary().orElseThrow().done()).isEqualTo(1);
    assertThat(((Exchanged) ask(ledger, claiming(1))).claims().get(0)).isInstanceOf(Granted.class);
  }

  @Test
  void aLedgerThatWasWipedIsAbsent() {
    redis.flushall();
    assertThat(ask(ledger, claiming(0))).isEqualTo(new Absent(null));
    assertThat(ledger.summary()).isEmpty();
  }

  @Test
  void aConnectionKilledUnderManyCallsFailsThemAtOnceAndNoneIsRepeated() {
    List<CompletableFuture<LedgerReply>> calls = new ArrayList<>();
    for (long index = 0; index < 3_000; index++) {
      calls.add(ledger.send(claiming(index)).toCompletableFuture());
      if (index == 1_500) {
        redis.clientKill(KillArgs.Builder.typePubsub());
      }
    }
    heard.await("disconnected");
    heard.await("connected");
    int failed = 0;
    int answered = 0;
    for (CompletableFuture<LedgerReply> call : calls) {
      assertThat(call).isDone();
      if (call.isCompletedExceptionally()) {
        assertThat(failure(call).kind()).isEqualTo(ErrorKind.TRANSIENT);
        failed++;
      } else {
        answered++;
      }
    }
    assertThat(failed).isPositive();
    assertThat(answered + failed).isEqualTo(3_000);
    // Granted twice would be a repeat: the ledger may have carried out more than it could answer,
    // never more than was sent.
    long running = ledger.summary().orElseThrow().running();
    assertThat(running).isBetween((long) answered, 3_000L);
    assertThat(ask(ledger, new LedgerRequest.Register(worker("w")))).isNotNull();
  }

  @Test
  void aServerThatDoesNotAnswerCostsTheConnectionAndNothingLateArrives() {
    server.signal("STOP");
    CompletableFuture<LedgerReply> call = ledger.send(claiming(0)).toCompletableFuture();
    GleanerException noAnswer = failure(call);
    assertThat(noAnswer.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(noAnswer).hasMessageNotContainingAny("secret", "null");
    server.signal("CONT");
    heard.await("connected");
    Exchanged after = (Exchanged) ask(ledger, claiming(7));
    assertThat(after.claims()).hasSize(1);
    assertThat(after.claims().get(0)).isInstanceOf(Granted.class);
  }

  @Test
  void aWrongPasswordIsAConfigurationErrorThatDoesNotRepeatIt() {
    redis.configSet("requirepass", "right");
    for (String user : List.of(":hunter2@", "somebody:hunter2@", "")) {
      URI uri = URI.create("redis://" + user + "127.0.0.1:" + server.port());
      GleanerException refused =
          catchThrowableOfType(
              GleanerException.class, () -> RedisLedgers.connect(uri, JOB, "faults"));
      assertThat(refused.kind()).as(user).isEqualTo(ErrorKind.CONFIGURATION);
      assertThat(refused).hasMessageContaining("password").hasMessageNotContaining("hunter2");
    }
    URI right = URI.create("redis://:right@127.0.0.1:" + server.port());
    try (RedisLedger other = RedisLedgers.connect(right, JOB, "faults")) {
      assertThat(other.summary()).isPresent();
    }
  }

  @Test
  void aServerThatIsNotThereCannotBeReached() {
    URI nobody = URI.create("redis://127.0.0.1:1");
    GleanerException refused =
        catchThrowableOfType(
            GleanerException.class, () -> RedisLedgers.connect(nobody, JOB, "faults"));
    assertThat(refused.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(refused).hasMessageContaining("127.0.0.1:1").hasMessageContaining("refused");
  }

  @Test
  void aServerOutOfMemoryChangesNothingAndSaysSo() {
    redis.configSet("maxmemory", "1");
    GleanerException full = failure(ledger.send(claiming(0)));
    assertThat(full.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(full).hasMessageContaining("out of memory");
    redis.configSet("maxmemory", "0");
    assertThat(ledger.summary().orElseThrow().running()).isZero();
    assertThat(((Exchanged) ask(ledger, claiming(0))).claims().get(0)).isInstanceOf(Granted.class);
  }

  @Test
  void aKeyOfAnotherTypeIsAPermanentError() {
    redis.set("gleaner:{" + JOB + "}:leases", "not ours");
    assertThat(failure(ledger.send(claiming(0))).kind()).isEqualTo(ErrorKind.PERMANENT);
  }

  @Test
  void aServerWithoutAnAppendOnlyFileIsRefusedUnlessAllowed() {
    redis.configSet("appendonly", "no");
    GleanerException refused =
        catchThrowableOfType(
            GleanerException.class, () -> RedisLedgers.connect(server.uri(), JOB, "faults"));
    assertThat(refused.kind()).isEqualTo(ErrorKind.CONFIGURATION);
    assertThat(refused).hasMessageContaining("append-only");
    RedisOptions allowed =
        new RedisOptions(server.uri(), "faults", RedisOptions.DEFAULT_TIMEOUT, true, null);
    try (RedisLedgers others = RedisLedgers.of(allowed);
        RedisLedger other = others.connect(JOB)) {
      join(other.barrier());
    }
  }

  @Test
  void aServerThatSyncsOnceASecondHasABarrierOfTwoIntervals() {
    redis.configSet("appendfsync", "everysec");
    try (RedisLedger other = RedisLedgers.connect(server.uri(), JOB, "faults")) {
      ask(other, OPEN);
      long start = System.nanoTime();
      CompletableFuture<?> barrier = other.barrier().toCompletableFuture();
      // Calls are not held up by it.
      assertThat(ask(other, claiming(0))).isInstanceOf(Exchanged.class);
      assertThat(barrier).isNotDone();
      barrier.join();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void aUserThatMayNotReadTheConfigurationIsToldWhatToDo() {
    redis.aclSetuser(
        "w",
        AclSetuserArgs.Builder.on()
            .addPassword("pw")
            .allKeys()
            .allChannels()
            .allCommands()
            .removeCommand(CommandType.CONFIG));
    URI uri = URI.create("redis://w:pw@127.0.0.1:" + server.port());
    GleanerException refused =
        catchThrowableOfType(
            GleanerException.class, () -> RedisLedgers.connect(uri, JOB, "faults"));
    assertThat(refused.kind()).isEqualTo(ErrorKind.CONFIGURATION);
    assertThat(refused).hasMessageContaining("CONFIG GET");
    RedisOptions named =
        new RedisOptions(
            uri, "faults", RedisOptions.DEFAULT_TIMEOUT, false, RedisOptions.Fsync.ALWAYS);
    try (RedisLedgers others = RedisLedgers.of(named);
        RedisLedger other = others.connect(JOB)) {
      join(other.barrier());
    }
  }

  @Test
  void doneItemsWhoseResultsAreCollectedCostAFewBits() {
    int items = 100_000;
    int batch = 1_000;
    for (long from = 0; from < items; from += batch) {
      List<Claim> claims = new ArrayList<>();
      for (long index = from; index < from + batch; index++) {
        claims.add(claim(index));
      }
      Exchanged granted =
          (Exchanged) ask(ledger, new LedgerRequest.Exchange("w", List.of(), claims));
      List<Commit> commits = new ArrayList<>();
      for (int i = 0; i < batch; i++) {
        Granted grant = (Granted) granted.claims().get(i);
        commits.add(commit(new Grant(from + i, grant.token())));
      }
      ask(ledger, new LedgerRequest.Exchange("w", commits, List.of()));
      ask(ledger, new LedgerRequest.Discard(0, from + batch));
    }
    ask(ledger, new LedgerRequest.Filled(0, items, "digest"));
    ask(ledger, new LedgerRequest.Seal(0, items));
    assertThat(ledger.summary().orElseThrow().view().phase().terminal()).isTrue();
    long bytes = 0;
    for (String key : redis.keys("gleaner:{" + JOB + "}:*")) {
      bytes += redis.memoryUsage(key);
    }
    assertThat(bytes).isLessThan(items);
  }

  @Test
  void nothingKeepsTheProcessFromExiting() {
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().matches("(lettuce|gleaner).*"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }
}
