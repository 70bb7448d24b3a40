package io.gleaner.ledger.redis;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.ClaimOutcome;
import io.gleaner.ledger.CommitOutcome;
import io.gleaner.ledger.LedgerReply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Replies of scripts as the ledger's replies. */
final class ReplyDecoder {
  private static final CommitOutcome COMMITTED = new CommitOutcome.Committed();

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
    String committed = in.text();
    String claimed = in.text();
    ReplyFields numbers = in.array();
    List<CommitOutcome> commits = outcomes(committed, letter -> commit(letter, numbers));
    List<ClaimOutcome> claims = outcomes(claimed, letter -> claim(letter, numbers));
    return new LedgerReply.Exchanged(commits, claims, in.view());
  }

  private static <T> List<T> outcomes(String letters, IntFunction<T> outcome) {
    List<T> outcomes = new ArrayList<>(letters.length());
    letters.chars().forEach(letter -> outcomes.add(outcome.apply(letter)));
    return outcomes;
  }

  private static CommitOutcome commit(int letter, ReplyFields numbers) {
    return switch (letter) {
      case 'c' -> COMMITTED;
      case 'a' -> new CommitOutcome.RetryAfter(numbers.number());
      case 'r' -> new CommitOutcome.Refused();
      default -> throw unknown("outcome of a commit", Character.toString(letter));
    };
  }

  private static ClaimOutcome claim(int letter, ReplyFields numbers) {
    return switch (letter) {
      case 'g' -> new ClaimOutcome.Granted(numbers.number(), numbers.integer());
      case 'n' -> new ClaimOutcome.NotYet(numbers.number());
      case 'h' -> new ClaimOutcome.HeldByAnother(numbers.number());
      case 'q' -> new ClaimOutcome.Suspect();
      case 't' -> new ClaimOutcome.Terminal();
      case 'b' -> new ClaimOutcome.BodyWanted();
      case 'o' -> new ClaimOutcome.OutOfAttempts();
      case 's' -> new ClaimOutcome.Suspended();
      case 'f' -> new ClaimOutcome.ResultsFull(numbers.number());
      case 'e' -> new ClaimOutcome.Ended();
      case 'x' -> new ClaimOutcome.NotAnItem();
      default -> throw unknown("outcome of a claim", Character.toString(letter));
    };
  }

  private static GleanerException unknown(String what, String kind) {
    return new GleanerException(
        ErrorKind.INVARIANT_BROKEN, "a script of the ledger gave an unknown " + what + ": " + kind);
  }
}
