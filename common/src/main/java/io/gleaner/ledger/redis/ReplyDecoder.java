package io.gleaner.ledger.redis;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.ClaimOutcome;
import io.gleaner.ledger.CommitOutcome;
import io.gleaner.ledger.LedgerReply;
import java.util.List;

/** Replies of scripts as the ledger's replies. */
final class ReplyDecoder {
  private ReplyDecoder() {}

  /**
   * A script's whole reply.
   *
   * @param nowMicros the server's clock when the script ran
   * @param reply what it said
   */
  record Answer(long nowMicros, LedgerReply reply) {}

  static Answer decode(Object raw) {
    ReplyFields fields = new ReplyFields(raw);
    return new Answer(fields.number(), reply(fields.text(), fields));
  }

  private static LedgerReply reply(String kind, ReplyFields in) {
    return switch (kind) {
      case "opened" ->
          new LedgerReply.Opened(
              in.text(), in.number(), in.flag(), in.number(), in.text(), in.number(), in.view());
      case "taken" -> new LedgerReply.Taken(SpecCodec.decode(in.blob()));
      case "leading" -> new LedgerReply.Leading(in.number());
      case "notLeader" -> new LedgerReply.NotLeader(in.text(), in.number());
      case "accepted" -> new LedgerReply.Accepted();
      case "sealRefused" -> new LedgerReply.SealRefused(in.number(), in.number());
      case "registered" ->
          new LedgerReply.Registered(in.text(), SpecCodec.decode(in.blob()), in.view());
      case "exchanged" -> exchanged(in);
      case "renewed" -> new LedgerReply.Renewed(in.array().all(ReplyFields::flag), in.view());
      case "released" -> new LedgerReply.Released(in.view());
      case "sought" -> new LedgerReply.Sought(in.number(), in.number(), in.view());
      case "left" -> new LedgerReply.Left(in.view());
      case "notQuiescent" -> new LedgerReply.NotQuiescent(in.view());
      case "recovered" -> new LedgerReply.Recovered(in.number());
      case "retrying" -> new LedgerReply.Retrying(in.array().all(ReplyFields::number), in.flag());
      case "busy" -> new LedgerReply.Busy(in.integer());
      case "restarted" -> new LedgerReply.Restarted();
      case "absent" -> new LedgerReply.Absent(in.more() ? in.view() : null);
      default -> throw unknown("reply", kind);
    };
  }

  private static LedgerReply exchanged(ReplyFields in) {
    List<CommitOutcome> commits = in.array().all(each -> commit(each.array()));
    List<ClaimOutcome> claims = in.array().all(each -> claim(each.array()));
    return new LedgerReply.Exchanged(commits, claims, in.view());
  }

  private static CommitOutcome commit(ReplyFields in) {
    String kind = in.text();
    return switch (kind) {
      case "committed" -> new CommitOutcome.Committed();
      case "retryAfter" -> new CommitOutcome.RetryAfter(in.number());
      case "refused" -> new CommitOutcome.Refused();
      default -> throw unknown("outcome of a commit", kind);
    };
  }

  private static ClaimOutcome claim(ReplyFields in) {
    String kind = in.text();
    return switch (kind) {
      case "granted" -> new ClaimOutcome.Granted(in.number(), in.integer());
      case "notYet" -> new ClaimOutcome.NotYet(in.number());
      case "heldByAnother" -> new ClaimOutcome.HeldByAnother(in.number());
      case "suspect" -> new ClaimOutcome.Suspect();
      case "terminal" -> new ClaimOutcome.Terminal();
      case "bodyWanted" -> new ClaimOutcome.BodyWanted();
      case "outOfAttempts" -> new ClaimOutcome.OutOfAttempts();
      case "suspended" -> new ClaimOutcome.Suspended();
      case "resultsFull" -> new ClaimOutcome.ResultsFull(in.number());
      case "ended" -> new ClaimOutcome.Ended();
      case "notAnItem" -> new ClaimOutcome.NotAnItem();
      default -> throw unknown("outcome of a claim", kind);
    };
  }

  private static GleanerException unknown(String what, String kind) {
    return new GleanerException(
        ErrorKind.INVARIANT_BROKEN, "a script of the ledger gave an unknown " + what + ": " + kind);
  }
}
