package io.gleaner.ledger.redis;

import static io.gleaner.ledger.Samples.claim;
import static io.gleaner.ledger.Samples.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.Claim;
import io.gleaner.ledger.ClaimOutcome.Granted;
import io.gleaner.ledger.Commit;
import io.gleaner.ledger.CommitOutcome.Committed;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.LedgerReply.Exchanged;
import io.gleaner.ledger.LedgerRequest;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a Redis refuses, what is refused of a Redis, and what a ledger costs. */
class RedisLedgerLimitsTest extends OwnRedis {
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
  void aServerOutOfMemoryTakesNoOutcomeEither() {
    Granted granted = (Granted) ((Exchanged) ask(ledger, claiming(0))).claims().get(0);
    List<Commit> commits = List.of(commit(new Grant(0, granted.token())));
    LedgerRequest both = new LedgerRequest.Exchange("w", commits, List.of(claim(1)));
    redis.configSet("maxmemory", "1");
    assertThat(failure(ledger.send(both))).hasMessageContaining("out of memory");
    redis.configSet("maxmemory", "0");
    JobSummary job = ledger.summary().orElseThrow();
    assertThat(job.done()).isZero();
    assertThat(job.running()).isOne();
    assertThat(redis.zcard("gleaner:{" + JOB + "}:grants")).isOne();
    assertThat(((Exchanged) ask(ledger, both)).commits()).hasOnlyElementsOfType(Committed.class);
  }

  @Test
  void anExchangeIsOfAThousandCommitsAndClaimsAtMost() {
    List<Claim> claims = LongStream.range(0, 1_001).mapToObj(index -> claim(index)).toList();
    assertThatThrownBy(() -> new LedgerRequest.Exchange("w", List.of(), claims))
        .isInstanceOf(IllegalArgumentException.class);
    List<Claim> most = claims.subList(0, 1_000);
    Exchanged granted = (Exchanged) ask(ledger, new LedgerRequest.Exchange("v", List.of(), most));
    List<Commit> commits = new ArrayList<>();
    for (int i = 0; i < most.size(); i++) {
      commits.add(commit(new Grant(i, ((Granted) granted.claims().get(i)).token())));
    }
    // Of another worker's, which gives two grants back for each.
    List<Claim> more = LongStream.range(1_000, 2_000).mapToObj(index -> claim(index)).toList();
    Exchanged done = (Exchanged) ask(ledger, new LedgerRequest.Exchange("w", commits, more));
    assertThat(done.commits()).hasSize(1_000).hasOnlyElementsOfType(Committed.class);
    assertThat(done.claims()).hasSize(1_000).hasOnlyElementsOfType(Granted.class);
  }

  /** The lists that users are told to copy. */
  @Test
  void usersOfRedisMayRunWhatTheScriptsRun() throws IOException {
    List<String> scripts = new ArrayList<>();
    for (Script script : Script.values()) {
      scripts.add(new String(script.text(), StandardCharsets.UTF_8));
    }
    List<String> commands =
        Pattern.compile("redis\\.call\\(\\s*'(\\w+)'")
            .matcher(String.join("\n", scripts))
            .results()
            .map(call -> "+" + call.group(1).toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
    assertThat(commands).contains("+bitfield", "+hset");
    for (String file : List.of("docs/security.md", "compose/make-secrets")) {
      assertThat(Files.readString(Path.of("..", file)).split("[\\s\"]+"))
          .as(file)
          .containsAll(commands);
    }
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
