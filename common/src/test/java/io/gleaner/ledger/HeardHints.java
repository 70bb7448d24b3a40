package io.gleaner.ledger;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** Remembers what a ledger has told. */
public final class HeardHints implements Ledger.Hints {
  private final List<String> heard = new CopyOnWriteArrayList<>();

  /** Waits until this was told. */
  public void await(String hint) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> heard.contains(hint));
  }

  /** All that was told, in order. */
  public List<String> heard() {
    return heard;
  }

  /** Forgets what was told so far. */
  public void forget() {
    heard.clear();
  }

  @Override
  public void connected() {
    heard.add("connected");
  }

  @Override
  public void disconnected(String why) {
    heard.add("disconnected");
  }

  @Override
  public void changed() {
    heard.add("changed");
  }

  @Override
  public void freed(long index) {
    heard.add("freed " + index);
  }

  @Override
  public void straggler(long index) {
    heard.add("straggler " + index);
  }
}
