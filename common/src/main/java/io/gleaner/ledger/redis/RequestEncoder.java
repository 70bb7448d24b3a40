package io.gleaner.ledger.redis;

import io.gleaner.ledger.Claim;
import io.gleaner.ledger.Commit;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.Outcome;
import io.gleaner.ledger.Result;
import io.gleaner.ledger.WorkerInfo;
import java.util.List;
import java.util.stream.Collectors;

/** Requests as calls of scripts. */
final class RequestEncoder {
  private final byte[] channel;

  RequestEncoder(byte[] channel) {
    this.channel = channel;
  }

  Invocation encode(String uid, LedgerRequest request) {
    if (request instanceof LedgerRequest.Exchange exchange) {
      return exchange(uid, exchange);
    } else if (request instanceof LedgerRequest.Renew renew) {
      return renew(uid, renew);
    } else if (request instanceof LedgerRequest.Release release) {
      return release(uid, release);
    } else if (request instanceof LedgerRequest.SeekStraggler seek) {
      return call(Script.SEEK_STRAGGLER, uid).text(id(seek.worker())).number(seek.longMillis());
    } else if (request instanceof LedgerRequest.Register register) {
      return worker(call(Script.REGISTER, uid), register.worker());
    } else if (request instanceof LedgerRequest.Leave leave) {
      return call(Script.LEAVE, uid).text(id(leave.worker()));
    } else if (request instanceof LedgerRequest.Open open) {
      return open(uid, open);
    } else if (request instanceof LedgerRequest.Recover recover) {
      return call(Script.RECOVER, uid).flag(recover.alone());
    } else if (request instanceof LedgerRequest.Lead lead) {
      return call(Script.LEAD, uid).text(lead.holder()).number(lead.ttlMillis());
    }
    return leading(uid, request);
  }

  private Invocation leading(String uid, LedgerRequest request) {
    if (request instanceof LedgerRequest.StepDown stepDown) {
      return call(Script.STEP_DOWN, uid).number(stepDown.leader());
    } else if (request instanceof LedgerRequest.Filled filled) {
      return call(Script.FILLED, uid)
          .number(filled.leader())
          .number(filled.mark())
          .text(filled.digest());
    } else if (request instanceof LedgerRequest.Seal seal) {
      return call(Script.SEAL, uid).number(seal.leader()).number(seal.total());
    } else if (request instanceof LedgerRequest.Revoke revoke) {
      return call(Script.REVOKE, uid).number(revoke.leader()).text(id(revoke.worker()));
    } else if (request instanceof LedgerRequest.Fail fail) {
      return call(Script.FAIL, uid).number(fail.leader()).text(fail.reason());
    } else if (request instanceof LedgerRequest.Suspend suspend) {
      return call(Script.SUSPEND, uid).number(suspend.leader()).flag(suspend.suspended());
    } else if (request instanceof LedgerRequest.Discard discard) {
      return call(Script.DISCARD, uid).number(discard.leader()).number(discard.through());
    } else if (request instanceof LedgerRequest.Retry retry) {
      return call(Script.RETRY, uid).number(retry.leader()).numbers(retry.indexes());
    } else if (request instanceof LedgerRequest.Republished republished) {
      return call(Script.REPUBLISHED, uid)
          .number(republished.leader())
          .numbers(republished.indexes());
    } else if (request instanceof LedgerRequest.Delete delete) {
      return call(Script.DELETE, uid).number(delete.leader());
    }
    throw new IllegalStateException("no script for " + request);
  }

  Invocation call(Script script, String uid) {
    return new Invocation(script, uid, channel);
  }

  private Invocation open(String uid, LedgerRequest.Open open) {
    JobSpec spec = open.spec();
    return call(Script.OPEN, uid)
        .text(open.uid())
        .blob(SpecCodec.encode(spec))
        .number(spec.leaseMillis())
        .number(spec.retry().maxAttempts())
        .number(spec.retry().initialDelayMillis())
        .number(spec.retry().maxDelayMillis())
        .number(spec.maxFailedItems())
        .number(spec.tolerateFailedItems())
        .number(spec.activeDeadlineMillis())
        .number(spec.maxWaitingResultBytes())
        .flag(spec.speculate());
  }

  private Invocation exchange(String uid, LedgerRequest.Exchange exchange) {
    Invocation call = call(Script.EXCHANGE, uid).text(id(exchange.worker()));
    List<Commit> commits = exchange.commits();
    call.number(commits.size());
    commits.forEach(commit -> call.number(commit.grant().index()));
    commits.forEach(commit -> call.number(commit.grant().token()));
    commits.forEach(commit -> call.blob(ResultCodec.encode(result(exchange.worker(), commit))));
    call.text(letters(commits, commit -> kind(commit.outcome())));
    for (Commit commit : commits) {
      if (commit.outcome().kind() != Outcome.Kind.DONE) {
        call.number(commit.attempt()).number(commit.jitter()).text(commit.outcome().errorTail());
      }
    }
    List<Claim> claims = exchange.claims();
    call.number(claims.size());
    claims.forEach(claim -> call.number(claim.index()));
    call.text(letters(claims, RequestEncoder::way));
    call.text(claims.stream().map(claim -> "" + claim.jitter()).collect(Collectors.joining(" ")));
    for (Claim claim : claims) {
      if (claim.body() != null) {
        call.body(claim.body());
      }
    }
    return call;
  }

  private static <T> String letters(List<T> all, ToCharFunction<T> letter) {
    StringBuilder letters = new StringBuilder(all.size());
    all.forEach(each -> letters.append(letter.of(each)));
    return letters.toString();
  }

  private static char kind(Outcome outcome) {
    return switch (outcome.kind()) {
      case DONE -> 'D';
      case FAILED -> 'F';
      case FAILED_FOR_GOOD -> 'G';
      case FAILED_THE_JOB -> 'J';
      case IGNORED -> 'I';
    };
  }

  private static char way(Claim claim) {
    if (claim.body() == null) {
      return claim.batch() ? 'b' : 'a';
    }
    return claim.batch() ? 'B' : 'A';
  }

  private static Result result(String worker, Commit commit) {
    Outcome outcome = commit.outcome();
    return new Result(
        commit.grant().index(),
        commit.item(),
        commit.attempt(),
        worker,
        outcome.kind() == Outcome.Kind.DONE,
        outcome.exitCode(),
        outcome.startedAt(),
        outcome.durationMillis(),
        outcome.output(),
        outcome.error());
  }

  private Invocation renew(String uid, LedgerRequest.Renew renew) {
    Invocation call = worker(call(Script.RENEW, uid), renew.worker()).flag(renew.complete());
    call.number(renew.epoch()).number(renew.held().size());
    for (LedgerRequest.Held held : renew.held()) {
      grant(call, held.grant()).number(held.attempt()).flag(held.batch()).flag(held.live());
    }
    return call;
  }

  private Invocation release(String uid, LedgerRequest.Release release) {
    Invocation call = call(Script.RELEASE, uid).text(id(release.worker())).flag(release.started());
    call.number(release.grants().size());
    release.grants().forEach(grant -> grant(call, grant));
    return call;
  }

  private static Invocation grant(Invocation call, Grant grant) {
    return call.number(grant.index()).number(grant.token());
  }

  private static Invocation worker(Invocation call, WorkerInfo worker) {
    return call.text(id(worker.id())).blob(WorkerCodec.encode(worker));
  }

  /**
   * The scripts keep grants as "worker index token" and find a worker's by the space behind its id.
   */
  private static String id(String worker) {
    if (worker.isEmpty() || worker.chars().anyMatch(c -> c <= ' ')) {
      throw new IllegalArgumentException(
          "a worker's id must not be empty or contain white space: \"" + worker + "\"");
    }
    return worker;
  }

  private interface ToCharFunction<T> {
    char of(T value);
  }
}
