package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * Every exit code has its reason: 0 a complete Job, 75 a request to stop, a signal's code that
 * signal, 1 a fault before it had run anything, 3 a Job that has failed, by items that never
 * succeed. Nothing here is a reason for 2, but of a retry that comes before the Job is quiescent. A
 * coordinator that ends by itself, with a fault or a verdict, asks the workers that it launched to
 * stop first: those that work do as asked, and one that is still starting ends by that signal.
 */
final class DoubtIsNeverSuccess implements Invariant {
  /** Longer than a coordinator waits for its workers here. */
  private static final long UNTIL_THE_LAUNCHER_ENDS_MILLIS = 5_000;

  /** The journal may learn of a worker's end a bit after that of its coordinator. */
  private static final long LATE_MILLIS = 500;

  @Override
  public String name() {
    return "6 Doubt is never success";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    List<String> found = new ArrayList<>();
    for (Event exit : evidence.ends()) {
      if (!explained(evidence, exit)) {
        found.add("%s exited %s without a reason".formatted(exit.worker(), exit.detail()));
      }
    }
    return found;
  }

  private static boolean explained(Evidence evidence, Event exit) {
    return switch (exit.detail()) {
      case "0" -> isRetry(exit) || evidence.ledger().complete();
      case "2" -> isRetry(exit);
      case "3" -> evidence.fates().fails() || failedForATime(evidence, exit);
      case "137" ->
          before(evidence, exit, EventKind.KILLED) || before(evidence, exit, EventKind.SUICIDE);
      case "75" -> before(evidence, exit, EventKind.ASKED) || launcherEnds(evidence, exit, "1");
      case "143" ->
          before(evidence, exit, EventKind.ASKED)
              || (!hadStarted(evidence, exit) && launcherEnds(evidence, exit, "[013]"));
      case "1" -> !hadStarted(evidence, exit) && faultWhileItLived(evidence, exit);
      default -> false;
    };
  }

  private static boolean isRetry(Event exit) {
    return exit.worker().startsWith(Event.RETRY);
  }

  /** Whether the Job may have failed then, to be opened again later. */
  private static boolean failedForATime(Evidence evidence, Event exit) {
    return evidence.fates().failsForATime()
        && evidence.ends().stream()
            .anyMatch(end -> isRetry(end) && end.detail().equals("0") && end.line() > exit.line());
  }

  /** Whether a coordinator ended with such a code, so soon after that it may have been its own. */
  private static boolean launcherEnds(Evidence evidence, Event exit, String codes) {
    return exit.kind() == EventKind.GONE
        && evidence.ends().stream()
            .filter(end -> end.worker().startsWith(Event.COORDINATOR))
            .filter(end -> end.detail().matches(codes))
            .mapToLong(end -> end.millis() - exit.millis())
            .anyMatch(later -> later >= -LATE_MILLIS && later <= UNTIL_THE_LAUNCHER_ENDS_MILLIS);
  }

  private static boolean before(Evidence evidence, Event exit, EventKind kind) {
    return evidence.of(kind).stream()
        .anyMatch(e -> e.line() < exit.line() && e.worker().equals(exit.worker()));
  }

  /** Whether it was past its beginning: from then on it recovers when the servers do. */
  private static boolean hadStarted(Evidence evidence, Event exit) {
    return before(evidence, exit, EventKind.START);
  }

  private static boolean faultWhileItLived(Evidence evidence, Event exit) {
    int began =
        evidence.of(EventKind.BEGAN).stream()
            .filter(e -> e.worker().equals(exit.worker()))
            .mapToInt(Event::line)
            .findFirst()
            .orElse(0);
    for (Event fault : evidence.of(EventKind.FAULT)) {
      int healed =
          evidence.of(EventKind.HEALED).stream()
              .filter(e -> e.index() == fault.index())
              .mapToInt(Event::line)
              .findFirst()
              .orElse(Integer.MAX_VALUE);
      if (fault.line() < exit.line() && healed > began) {
        return true;
      }
    }
    return false;
  }
}
