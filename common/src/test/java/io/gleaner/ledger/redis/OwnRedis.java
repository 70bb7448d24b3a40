package io.gleaner.ledger.redis;

import static io.gleaner.ledger.Samples.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.HeardHints;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.Ledger;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerReply.Opened;
import io.gleaner.ledger.LedgerRequest;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A Redis of the test's own, with an open Job. */
abstract class OwnRedis {
  static final String JOB = "faults";
  static final LedgerRequest OPEN = new LedgerRequest.Open("uid", JobSpec.of("p"));

  final RedisProcess server = RedisProcess.start();
  final RedisClient client = RedisClient.create(server.uri().toString());
  final HeardHints heard = new HeardHints();
  final RedisLedgers ledgers = RedisLedgers.of(options(server.uri()));
  final RedisLedger ledger = ledgers.connect(JOB);
  final RedisCommands<String, String> redis = client.connect().sync();

  static RedisOptions options(URI uri) {
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

  static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  static LedgerReply ask(Ledger ledger, LedgerRequest request) {
    return join(ledger.send(request));
  }

  static GleanerException failure(CompletionStage<?> stage) {
    CompletionException thrown =
        catchThrowableOfType(CompletionException.class, () -> stage.toCompletableFuture().join());
    assertThat(thrown).hasCauseInstanceOf(GleanerException.class);
    return (GleanerException) Objects.requireNonNull(thrown.getCause());
  }

  static LedgerRequest.Exchange claiming(long index) {
    return new LedgerRequest.Exchange("w", List.of(), List.of(claim(index)));
  }
}
