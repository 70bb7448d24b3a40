package io.gleaner.ledger;

import io.gleaner.item.Bytes;
import io.gleaner.retry.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws requests as a few workers and coordinators make them: mostly sensible, now and then late,
 * repeated or out of place. A worker only names grants that it was given, as the protocol has it.
 */
public final class LedgerTraffic {
  static final int ITEMS = 12;

  private final Random random;
  private final int clients;
  private final List<List<LedgerRequest.Held>> grants = new ArrayList<>();
  private long leader;
  private final BackupTraffic pairs;
  private int uids;

  /** Traffic of so many clients, each a worker and, when it likes, a coordinator. */
  public LedgerTraffic(Random random, int clients) {
    this.random = random;
    this.clients = clients;
    this.pairs = new BackupTraffic(random);
    for (int i = 0; i < clients; i++) {
      grants.add(new ArrayList<>());
    }
  }

  /**
   * One of a handful of specs; leases and delays are a few milliseconds, so that real time makes
   * them end.
   */
  public JobSpec spec() {
    return random.nextInt(3) == 0 ? pairs.spec() : plain();
  }

  private JobSpec plain() {
    return new JobSpec(
        "parameters \u0000 of " + random.nextInt(2),
        3 + random.nextInt(15),
        new RetryPolicy(1 + random.nextInt(3), random.nextInt(4), 4 + random.nextInt(4)),
        random.nextInt(4) == 0 ? random.nextInt(3) : JobSpec.UNSET,
        random.nextInt(4) == 0 ? random.nextInt(3) : JobSpec.UNSET,
        random.nextInt(4) == 0 ? 20 + random.nextInt(200) : JobSpec.UNSET,
        random.nextInt(4) == 0 ? random.nextInt(2_000) : JobSpec.UNSET);
  }

  /** What follows the opening of a Job: one that speculates is at its end at once. */
  public List<LedgerRequest> opening(JobSpec spec) {
    List<LedgerRequest> requests = new ArrayList<>();
    if (spec.speculate()) {
      requests.add(new LedgerRequest.Filled(0, ITEMS, "all"));
      requests.add(new LedgerRequest.Seal(0, ITEMS));
      for (int i = 0; i < clients; i++) {
        requests.add(new LedgerRequest.Register(info(i)));
      }
    }
    return requests;
  }

  /** A client's next request. */
  public LedgerRequest next(int client, JobSpec spec) {
    if (spec.speculate() && random.nextInt(5) > 0) {
      return pairs.next(info(client), grants.get(client), this::commit);
    }
    int kind = random.nextInt(100);
    if (kind < 45) {
      return exchange(client);
    } else if (kind < 60) {
      return new LedgerRequest.Renew(
          info(client), held(client), random.nextBoolean(), 1 + random.nextInt(3));
    } else if (kind < 68) {
      return new LedgerRequest.Release(
          name(client),
          held(client).stream().map(LedgerRequest.Held::grant).toList(),
          random.nextBoolean());
    } else if (kind < 72) {
      return new LedgerRequest.Register(info(client));
    } else if (kind < 75) {
      return new LedgerRequest.Leave(name(client));
    } else if (kind < 78) {
      return new LedgerRequest.Lead(name(client), 5 + random.nextInt(50));
    } else if (kind < 80) {
      return new LedgerRequest.Recover(random.nextInt(4) == 0);
    } else if (kind < 84) {
      return new LedgerRequest.SeekStraggler(name(client), random.nextInt(4));
    } else if (kind < 86) {
      JobSpec asked = random.nextInt(3) == 0 ? spec() : spec;
      return new LedgerRequest.Open("uid-" + ++uids, asked);
    }
    return led(leader());
  }

  /** What a client asks when the Job has ended: others may not be through with it. */
  public LedgerRequest afterTheEnd(int client) {
    return switch (random.nextInt(3)) {
      case 0 -> new LedgerRequest.Register(info(client));
      case 1 -> new LedgerRequest.Leave(name(client));
      default -> new LedgerRequest.Retry(leader(), some());
    };
  }

  private LedgerRequest led(long token) {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> new LedgerRequest.Filled(token, random.nextInt(ITEMS + 1), "digest é");
      case 4, 5, 6 -> new LedgerRequest.Filled(token, ITEMS, "digest of all");
      case 7, 8, 9 -> new LedgerRequest.Seal(token, ITEMS);
      case 10 -> new LedgerRequest.Seal(token, random.nextInt(ITEMS));
      case 11 -> new LedgerRequest.StepDown(token);
      case 12 -> new LedgerRequest.Revoke(token, name(random.nextInt(clients)));
      case 13 -> new LedgerRequest.Suspend(token, random.nextInt(3) == 0);
      case 14, 15 -> new LedgerRequest.Discard(token, random.nextInt(2 * ITEMS));
      case 16, 17 -> new LedgerRequest.Retry(token, some());
      case 18 -> new LedgerRequest.Republished(token, some());
      default ->
          random.nextInt(4) == 0
              ? new LedgerRequest.Delete(token)
              : random.nextInt(4) == 0
                  ? new LedgerRequest.Fail(token, "BackoffLimitExceeded")
                  : new LedgerRequest.Suspend(token, false);
    };
  }

  /** Learns from an answer what a client would learn. */
  public void learn(int client, LedgerRequest request, LedgerReply reply) {
    if (reply instanceof LedgerReply.Sought sought && sought.found()) {
      pairs.sought(sought.index());
    } else if (reply instanceof LedgerReply.Leading leading) {
      leader = leading.token();
    } else if (reply instanceof LedgerReply.Exchanged exchanged
        && request instanceof LedgerRequest.Exchange asked) {
      for (int i = 0; i < exchanged.claims().size(); i++) {
        if (exchanged.claims().get(i) instanceof ClaimOutcome.Granted granted) {
          Grant grant = new Grant(asked.claims().get(i).index(), granted.token());
          grants.get(client).removeIf(held -> held.grant().equals(grant));
          grants
              .get(client)
              .add(
                  new LedgerRequest.Held(
                      grant,
                      granted.attempt(),
                      asked.claims().get(i).batch(),
                      random.nextInt(4) > 0));
        }
      }
    }
    if (grants.get(client).size() > 8) {
      grants.get(client).subList(0, 4).clear();
    }
  }

  private LedgerRequest exchange(int client) {
    List<Commit> commits = new ArrayList<>();
    for (LedgerRequest.Held held : held(client)) {
      if (random.nextBoolean()) {
        commits.add(commit(held));
      }
    }
    List<Claim> claims = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      claims.add(
          new Claim(
              random.nextInt(100) == 0 ? JobSpec.MAX_ITEMS : random.nextInt(ITEMS + 1),
              random.nextInt(RetryPolicy.JITTER_SCALE + 1),
              random.nextBoolean() ? bytes() : null,
              random.nextBoolean()));
    }
    return new LedgerRequest.Exchange(name(client), commits, claims);
  }

  private Commit commit(LedgerRequest.Held held) {
    Outcome.Kind kind =
        random.nextInt(3) > 0
            ? Outcome.Kind.DONE
            : random.nextInt(3) > 0 ? Outcome.Kind.FAILED : rareFailure();
    boolean done = kind == Outcome.Kind.DONE;
    Outcome outcome =
        new Outcome(
            kind,
            done ? 0 : random.nextInt(256),
            bytes(),
            done ? "" : "it failed: naïve \u0000 error\n",
            done ? "" : "tail\u0000 €",
            random.nextLong(1L << 52),
            random.nextInt());
    return new Commit(
        held.grant(),
        held.attempt(),
        bytes(),
        outcome,
        random.nextInt(RetryPolicy.JITTER_SCALE + 1));
  }

  private Outcome.Kind rareFailure() {
    return switch (random.nextInt(8)) {
      case 0 -> Outcome.Kind.FAILED_THE_JOB;
      case 1, 2, 3 -> Outcome.Kind.IGNORED;
      default -> Outcome.Kind.FAILED_FOR_GOOD;
    };
  }

  private List<LedgerRequest.Held> held(int client) {
    List<LedgerRequest.Held> chosen = new ArrayList<>();
    for (LedgerRequest.Held held : grants.get(client)) {
      if (random.nextInt(3) > 0) {
        chosen.add(held);
      }
    }
    return chosen;
  }

  private List<Long> some() {
    List<Long> indexes = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      indexes.add((long) random.nextInt(ITEMS));
    }
    return indexes;
  }

  private Bytes bytes() {
    byte[] content = new byte[random.nextInt(40)];
    random.nextBytes(content);
    return Bytes.wrap(content);
  }

  private long leader() {
    return random.nextInt(10) == 0 ? random.nextInt(3) : leader;
  }

  private WorkerInfo info(int client) {
    return new WorkerInfo(
        name(client), "höst", 1_000 + client, "running", random.nextInt(100), random.nextInt(8));
  }

  /** A client's name, as worker and as coordinator. */
  public static String name(int client) {
    // One name is the beginning of another, on purpose.
    return "w" + "1".repeat(client);
  }
}
