package io.gleaner.ledger.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisNoScriptException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The order of calls and answers when the server has forgotten the scripts; the server is played by
 * hand.
 */
class PipelineTest {
  private final List<String> sent = new ArrayList<>();
  private final Deque<CompletableFuture<String>> unanswered = new ArrayDeque<>();
  private final List<String> answered = new CopyOnWriteArrayList<>();
  private final Pipeline pipeline = new Pipeline(() -> sent.add("LOAD"));

  private CompletableFuture<String> submitted(String call) {
    CompletableFuture<String> result =
        pipeline.submit(
            () -> {
              sent.add(call);
              CompletableFuture<String> answer = new CompletableFuture<>();
              unanswered.add(answer);
              return answer;
            });
    var unused = result.thenAccept(answered::add);
    return result;
  }

  private void submit(String call) {
    var unused = submitted(call);
  }

  private void answer(String value) {
    unanswered.remove().complete(value);
  }

  private void forgotten() {
    unanswered
        .remove()
        .completeExceptionally(new RedisNoScriptException("NOSCRIPT No matching script"));
  }

  @Test
  void callsAreMadeAgainInTheirOrderAndBeforeLaterOnes() {
    submit("a");
    submit("b");
    forgotten();
    submit("c");
    assertThat(sent).containsExactly("a", "b");
    forgotten();
    assertThat(sent).containsExactly("a", "b", "LOAD", "a", "b", "c");
    answer("A");
    answer("B");
    answer("C");
    assertThat(answered).containsExactly("A", "B", "C");
  }

  @Test
  void anAnswerWaitsForTheOnesBeforeIt() {
    submit("a");
    submit("b");
    forgotten();
    answer("B");
    assertThat(answered).isEmpty();
    answer("A");
    assertThat(answered).containsExactly("A", "B");
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void answersThatTwoThreadsBringAreToldInOrder() {
    CompletableFuture<String> first = submitted("a");
    submit("b");
    CompletableFuture<String> atFirst = new CompletableFuture<>();
    CompletableFuture<String> goOn = new CompletableFuture<>();
    var unused =
        first.thenAccept(
            value -> {
              atFirst.complete(value);
              answered.add("after " + goOn.join());
            });
    CompletableFuture<String> answer = unanswered.remove();
    CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> answer.complete("A"));
    atFirst.join();
    answer("B");
    assertThat(answered).doesNotContain("B");
    goOn.complete("A");
    assertThat(other.join()).isTrue();
    assertThat(answered).endsWith("B").contains("A", "after A").hasSize(3);
  }

  @Test
  void aScriptThatIsForgottenAgainAndAgainIsAnError() {
    CompletableFuture<String> call = submitted("a");
    for (int i = 0; i < 10; i++) {
      forgotten();
      assertThat(call).isNotDone();
    }
    forgotten();
    assertThat(call).isCompletedExceptionally();
    assertThat(pipeline.oldest()).isNull();
  }

  @Test
  void theOldestCallIsTheOneThatWaitsLongest() {
    assertThat(pipeline.oldest()).isNull();
    submit("a");
    Long first = pipeline.oldest();
    submit("b");
    assertThat(pipeline.oldest()).isEqualTo(first).isNotNull();
    answer("A");
    assertThat(pipeline.oldest()).isNotNull();
    answer("B");
    assertThat(pipeline.oldest()).isNull();
  }
}
