package io.gleaner.coordinator.control.queue;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The last wish of those that came, with what none of them may lose. For several threads. */
final class Wishes {
  private final Set<String> gone = new HashSet<>();
  private Wish last = new Wish(-1, false, null, Set.of(), null);
  private RetryRequest.@Nullable Answer answer;

  synchronized void take(Wish wish) {
    // A worker's record may be forgotten before anybody has looked at the wish.
    gone.addAll(wish.gone());
    last = new Wish(wish.round(), wish.suspended(), wish.failReason(), gone, wish.retry());
  }

  synchronized Wish now() {
    return last;
  }

  synchronized void answer(RetryRequest request, String sentence) {
    answer = new RetryRequest.Answer(request.id(), sentence);
  }

  synchronized RetryRequest.@Nullable Answer answer() {
    return answer;
  }

  /** Whether there is a request that has no answer yet. */
  synchronized boolean unanswered() {
    RetryRequest request = last.retry();
    return request != null && (answer == null || !answer.id().equals(request.id()));
  }
}
