package io.gleaner.ledger.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.ledger.Backup;
import io.gleaner.ledger.Commit;
import io.gleaner.ledger.CommitOutcome;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.LedgerRules;
import io.gleaner.ledger.LedgerState;
import io.gleaner.ledger.LedgerStates;
import io.gleaner.ledger.LedgerTraffic;
import io.gleaner.ledger.Server;
import io.gleaner.ledger.redis.ReplyDecoder.Answer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The scripts against the rules: random traffic goes to a real server, and every script's answer
 * carries the clock that it ran at, so that the pure rules can be replayed with just that clock.
 * Replies must be equal one by one, and so must the whole state.
 */
final class ScriptReplay implements AutoCloseable {
  private static final int CLIENTS = 3;
  private static final int STEPS = 120;

  /** So many times the seeds are enough for everything to be seen. */
  private static final int MOST_TIMES = 5;

  private final RedisLedgers ledgers;
  private final RedisClient client;
  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final RedisCommands<byte[], byte[]> redis;
  private final String runId;
  private final Map<String, Integer> seen = new HashMap<>();

  ScriptReplay(URI uri) {
    ledgers = RedisLedgers.of(RedisOptions.of(uri, "replay"));
    client = RedisClient.create(uri.toString());
    connection = client.connect(ByteArrayCodec.INSTANCE);
    redis = connection.sync();
    runId = redis.info("server").replaceAll("(?s).*run_id:(\\w+).*", "$1");
  }

  /**
   * Runs so many seeds from a first one, and more until every kind of reply and outcome was seen:
   * some need a lease that is over, or one that is not, and that is up to the real clock.
   */
  void replay(long first, int seeds, String... kinds) {
    Set<String> wanted = Set.of(kinds);
    for (long seed = first; seed < first + seeds || !seen.keySet().containsAll(wanted); seed++) {
      assertThat(seed)
          .as("the seed by which all of these were seen: %s; those were: %s", wanted, seen)
          .isLessThan(first + (long) MOST_TIMES * seeds);
      replay(seed);
    }
  }

  private void replay(long seed) {
    Run run = new Run(seed);
    try {
      run.all();
    } finally {
      run.close();
    }
  }

  private void count(LedgerRequest request, LedgerReply reply) {
    seen.merge(request.getClass().getSimpleName(), 1, Integer::sum);
    seen.merge(reply.getClass().getSimpleName(), 1, Integer::sum);
    if (reply instanceof LedgerReply.Exchanged exchanged) {
      exchanged
          .commits()
          .forEach(each -> seen.merge(each.getClass().getSimpleName(), 1, Integer::sum));
      exchanged
          .claims()
          .forEach(each -> seen.merge(each.getClass().getSimpleName(), 1, Integer::sum));
    }
  }

  /** What is kept of backups, and commits of either of two attempts. */
  private void countBackups(LedgerState before, LedgerRequest request, LedgerReply reply) {
    before.backups().values().forEach(each -> seen(each.getClass().getSimpleName()));
    if (request instanceof LedgerRequest.Exchange exchange
        && reply instanceof LedgerReply.Exchanged exchanged) {
      for (int i = 0; i < exchange.commits().size(); i++) {
        Commit commit = exchange.commits().get(i);
        boolean taken = !(exchanged.commits().get(i) instanceof CommitOutcome.Refused);
        if (taken
            && before.backups().get(commit.grant().index()) instanceof Backup.Running running) {
          boolean second = running.lease().token() == commit.grant().token();
          seen((second ? "second " : "first ") + commit.outcome().kind());
        }
      }
    }
  }

  private void seen(String kind) {
    seen.merge(kind, 1, Integer::sum);
  }

  /**
   * Lets the server's clock go on now and then, so that leases and delays end: asks it until it
   * has.
   */
  private void pause(Random random) {
    if (random.nextInt(6) == 0) {
      long until = clock() + 1_000L * random.nextInt(15);
      while (clock() < until) {
        Thread.onSpinWait();
      }
    }
  }

  private long clock() {
    List<byte[]> time = redis.time();
    return Long.parseLong(new String(time.get(0), StandardCharsets.US_ASCII)) * 1_000_000
        + Long.parseLong(new String(time.get(1), StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown(0, 0, TimeUnit.SECONDS);
    ledgers.close();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A process as the server sees it. */
  private static final class Client {
    private RedisLedger ledger;
    private String uid = "";

    private Client(RedisLedger ledger) {
      this.ledger = ledger;
    }
  }

  /** One seed's Job. */
  private final class Run {
    private final Random random;
    private final LedgerTraffic traffic;
    private final String job;
    private final JobKeys keys;
    private final List<Client> clients = new ArrayList<>();
    private final StringBuilder trace;
    private final LedgerRules rules = LedgerRules.whole();
    private LedgerState state = LedgerState.NOTHING;

    private Run(long seed) {
      random = new Random(seed);
      traffic = new LedgerTraffic(random, CLIENTS);
      job = "replay-" + Long.toHexString(System.nanoTime()) + "-" + seed;
      keys = new JobKeys(job);
      trace = new StringBuilder("seed " + seed);
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(new Client(ledgers.connect(job)));
      }
    }

    private void all() {
      JobSpec spec = traffic.spec();
      step(0, new LedgerRequest.Open("uid-0", spec));
      traffic.opening(spec).forEach(request -> step(0, request));
      for (int step = 1; step < STEPS; step++) {
        int client = random.nextInt(CLIENTS);
        if (state.present() && random.nextInt(60) == 0) {
          state = LedgerStates.withRunId(state, "another process");
          redis.hset(keys.named("job"), utf8("runId"), utf8("another process"));
        }
        LedgerReply reply = step(client, traffic.next(client, spec));
        // Left alone, most of a run would be restarts and Jobs that are gone.
        if (reply instanceof LedgerReply.Restarted && random.nextInt(3) > 0) {
          step(client, new LedgerRequest.Recover(random.nextBoolean()));
        } else if (reply instanceof LedgerReply.Absent && random.nextInt(3) > 0) {
          anew(clients.get(client));
          step(client, new LedgerRequest.Open("uid-again-" + step, spec));
        } else if (state.phase().terminal() && random.nextInt(4) == 0) {
          step(client, traffic.afterTheEnd(client));
        }
        if (step % 4 == 0 || step == STEPS - 1) {
          assertThat(RedisDump.read(redis, keys)).as("%s", trace).isEqualTo(state);
        }
        pause(random);
      }
    }

    private LedgerReply step(int i, LedgerRequest request) {
      Client client = clients.get(i);
      Answer answer = client.ledger.ask(request).join();
      Server server = new Server(runId, answer.nowMicros());
      LedgerRules.Applied applied = rules.apply(state, client.uid, request, server);
      trace.append("\nclient ").append(i).append(": ").append(request);
      assertThat(answer.reply()).as("%s", trace).isEqualTo(applied.reply());
      countBackups(state, request, answer.reply());
      state = applied.state();
      traffic.learn(i, request, answer.reply());
      count(request, answer.reply());
      if (answer.reply() instanceof LedgerReply.Opened opened) {
        client.uid = opened.uid();
      } else if (answer.reply() instanceof LedgerReply.Registered registered) {
        client.uid = registered.uid();
      }
      return answer.reply();
    }

    private void anew(Client client) {
      client.ledger.close();
      client.ledger = ledgers.connect(job);
      client.uid = "";
    }

    private void close() {
      clients.forEach(client -> client.ledger.close());
      redis.del(keys.ofScripts());
    }
  }
}
