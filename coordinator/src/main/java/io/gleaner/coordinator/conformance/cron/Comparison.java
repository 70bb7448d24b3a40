package io.gleaner.coordinator.conformance.cron;

import java.util.List;
import java.util.Optional;

/**
 * The rule by which a recording and a replay are the same.
 *
 * <p>A state is: which Jobs exist and what has become of each, the length of status.active,
 * status.lastScheduleTime, and whether there is a status.lastSuccessfulTime. A recording is a
 * sequence of states, each with the time when it was first seen; it was looked at every 0.7 s, and
 * the recorded controllers and the API server took a second or two for what takes the replay no
 * time. So:
 *
 * <ul>
 *   <li>every recorded state is a state of the replay, all in the same order, none twice for one;
 *   <li>it is recorded at most {@link #LATEST} ms after the replay comes into it, and at most
 *       {@link #EARLIEST} ms before;
 *   <li>a state of the replay that is not recorded is one between two writes of the controller, or
 *       one that lasted less than {@link #NOTICED} ms.
 *   <li>the last recorded state is not one between two writes: the recorder would have seen the
 *       next.
 * </ul>
 *
 * <p>After the last entry of a recording nothing is compared.
 */
final class Comparison {
  static final long LATEST = 5000;
  static final long EARLIEST = 2000;
  static final long NOTICED = 4000;

  private Comparison() {}

  /**
   * Something that is not the same.
   *
   * @param matched how many recorded states are the same
   * @param sentence what is different
   */
  record Difference(int matched, String sentence) {}

  static Optional<Difference> difference(
      List<Timeline.Seen> recorded, List<ReplayedState> replayed) {
    int next = 0;
    for (int i = 0; i < recorded.size(); i++) {
      Timeline.Seen seen = recorded.get(i);
      boolean last = i == recorded.size() - 1;
      int found = next;
      while (found < replayed.size() && !same(seen, replayed.get(found), last)) {
        if (mustBeSeen(replayed, found) || replayed.get(found).from() > seen.at() + EARLIEST) {
          found = replayed.size();
        } else {
          found++;
        }
      }
      if (found >= replayed.size()) {
        return Optional.of(new Difference(i, sentence(seen, replayed, next)));
      }
      next = found + 1;
    }
    return Optional.empty();
  }

  private static boolean same(Timeline.Seen seen, ReplayedState replayed, boolean last) {
    return (replayed.settled() || !last)
        && seen.state().equals(replayed.state())
        && replayed.from() <= seen.at() + EARLIEST
        && seen.at() <= replayed.from() + LATEST;
  }

  private static boolean mustBeSeen(List<ReplayedState> replayed, int index) {
    return replayed.get(index).settled()
        && index + 1 < replayed.size()
        && replayed.get(index + 1).from() - replayed.get(index).from() >= NOTICED;
  }

  private static String sentence(Timeline.Seen seen, List<ReplayedState> replayed, int from) {
    String recorded = "at " + seconds(seen.at()) + " s recorded: " + seen.state().text();
    // What the replay comes to rest in from here: the closest to what should have been.
    for (int i = from; i < replayed.size(); i++) {
      if (replayed.get(i).settled()) {
        return recorded
            + "; here at "
            + seconds(replayed.get(i).from())
            + " s: "
            + replayed.get(i).state().text();
      }
    }
    return recorded + "; here nothing more happens";
  }

  private static String seconds(long millis) {
    return String.valueOf(millis / 1000.0);
  }
}
