package io.gleaner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerWaitTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private final List<String> said = new ArrayList<>();
  private int tries;

  @Test
  void aServerThatAnswersLaterIsWaitedForAndToldOnce() {
    assertThat(limited(LONG).<String>connect(() -> answerAt(4))).isEqualTo("connected");
    assertThat(tries).isEqualTo(4);
    assertThat(said).containsExactly("The server does not answer. Waiting for it.");
  }

  @Test
  void withoutTimeThereIsOneTry() {
    assertThatThrownBy(() -> limited(Duration.ZERO).connect(() -> answerAt(2)))
        .isInstanceOf(GleanerException.class)
        .hasMessage("The server does not answer.");
    assertThat(tries).isEqualTo(1);
    assertThat(said).isEmpty();
  }

  @Test
  void whatWaitingDoesNotMendIsNotWaitedFor() {
    assertThatThrownBy(
            () ->
                limited(LONG)
                    .connect(
                        () -> {
                          tries++;
                          throw GleanerException.configuration("Wrong password.");
                        }))
        .hasMessage("Wrong password.");
    assertThat(tries).isEqualTo(1);
  }

  @Test
  void theTimeIsForAllConnectionsTogether() {
    ServerWait wait = limited(Duration.ofMillis(50));
    assertThatThrownBy(() -> wait.connect(() -> answerAt(Integer.MAX_VALUE)))
        .hasMessage("The server does not answer.");
    int before = tries;
    assertThatThrownBy(() -> wait.connect(() -> answerAt(Integer.MAX_VALUE)))
        .hasMessage("The server does not answer.");
    assertThat(tries).isEqualTo(before + 1);
  }

  private ServerWait limited(Duration limit) {
    return new ServerWait(limit, Duration.ofMillis(1), said::add);
  }

  private String answerAt(int answered) {
    if (++tries < answered) {
      throw GleanerException.unreachable("The server does not answer.", null);
    }
    return "connected";
  }
}
