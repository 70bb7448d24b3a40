package io.gleaner.ledger.redis;

import static io.gleaner.ledger.Samples.commit;
import static io.gleaner.ledger.Samples.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.ClaimOutcome.Granted;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.HeardHints;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerReply.Absent;
import io.gleaner.ledger.LedgerReply.Exchanged;
import io.gleaner.ledger.LedgerReply.Recovered;
import io.gleaner.ledger.LedgerReply.Restarted;
import io.gleaner.ledger.LedgerRequest;
import io.lettuce.core.KillArgs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong with a Redis, on a real one: each failure is told as what it is, and the ledger
 * goes on afterwards.
 */
class RedisLedgerFaultTest extends OwnRedis {
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
  void aServerThatHangsUpAtTheGreetingIsTriedAFewTimesMore() throws Exception {
    AtomicInteger greetings = new AtomicInteger();
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread rude = new Thread(() -> hangUp(socket, greetings));
      rude.setDaemon(true);
      rude.start();
      URI uri = URI.create("redis://127.0.0.1:" + socket.getLocalPort());
      assertThatThrownBy(() -> RedisLedgers.connect(uri, "job", "test"))
          .isInstanceOfSatisfying(
              GleanerException.class,
              error -> assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT))
          .hasMessageContaining("broke");
    }
    assertThat(greetings).hasValue(6);
  }

  private static void hangUp(ServerSocket socket, AtomicInteger greetings) {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        greetings.incrementAndGet();
        int unused = client.getInputStream().read();
      } catch (IOException e) {
        // The test has ended, or the driver was faster.
      }
    }
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
  void anOldCopyThatWasPutBackIsRefusedForGoodByWhoeverSawLaterBarriersPass() {
    join(ledger.barrier());
    server.kill();
    Path backup = server.copy();
    server.startAgain();
    heard.await("connected");
    ask(ledger, new LedgerRequest.Recover(true));
    failure(ledger.barrier());
    join(ledger.barrier());
    server.kill();
    server.putBack(backup);
    heard.forget();
    server.startAgain();
    GleanerException refused =
        await()
            .until(
                () -> failure(ledger.send(claiming(0))),
                error -> error.kind() != ErrorKind.TRANSIENT);
    assertThat(refused.kind()).isEqualTo(ErrorKind.PERMANENT);
    assertThat(refused).hasMessageContaining("older state of this Job than it had confirmed");
    assertThat(heard.heard()).doesNotContain("connected");
    // Who comes now has seen nothing else, and may go on with what is there.
    try (RedisLedger other = ledgers.connect(JOB)) {
      assertThat(ask(other, OPEN)).isInstanceOf(Restarted.class);
    }
  }

  @Test
  void resultsThatSomebodyDeletedAreMissedAndNotTakenForSeen() {
    Exchanged claimed = (Exchanged) ask(ledger, claiming(0));
    Grant grant = new Grant(0, ((Granted) claimed.claims().get(0)).token());
    ask(ledger, new LedgerRequest.Exchange("w", List.of(commit(grant)), List.of()));
    assertThat(ledger.results(0, 1_000).results()).hasSize(1);
    redis.del("gleaner:{faults}:results");
    assertThatThrownBy(() -> ledger.results(0, 1_000))
        .isInstanceOf(GleanerException.class)
        .hasMessageStartingWith("1 results of job faults that nobody has collected are not in");
  }

  @Test
  void anotherJobOfTheSameNameIsNoOlderState() {
    for (int i = 0; i < 3; i++) {
      join(ledger.barrier());
    }
    redis.flushall();
    assertThat(ask(ledger, new LedgerRequest.Open("another", JobSpec.of("p"))))
        .isInstanceOf(LedgerReply.Opened.class);
    join(ledger.barrier());
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
  void aBarrierIsVoidWhenItsConnectionBreaksAndSoIsTheFirstOneAfterIt() {
    redis.configSet("appendfsync", "everysec");
    try (RedisLedger other = RedisLedgers.connect(server.uri(), JOB, "faults")) {
      HeardHints hints = new HeardHints();
      other.subscribe(hints);
      ask(other, OPEN);
      CompletionStage<?> barrier = other.barrier();
      hints.forget();
      redis.clientKill(KillArgs.Builder.typePubsub());
      assertThat(failure(barrier).kind()).isEqualTo(ErrorKind.TRANSIENT);
      hints.await("connected");
      assertThat(failure(other.barrier())).hasMessageContaining("void");
      join(other.barrier());
    }
  }
}
