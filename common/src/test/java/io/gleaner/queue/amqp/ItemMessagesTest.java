package io.gleaner.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.LongStringHelper;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ItemMessagesTest {
  @Test
  void whatIsWrittenIsRead() {
    assertThat(ItemMessages.read(ItemMessages.properties("u", 5_000_000_000L)))
        .isEqualTo(new ItemMessages.AnItem("u", 5_000_000_000L));
  }

  static Stream<Object> integers() {
    return Stream.of((byte) 7, (short) 7, 7, 7L);
  }

  @ParameterizedTest
  @MethodSource("integers")
  void anyIntegerIsAnIndex(Object seven) {
    assertThat(
            ItemMessages.read(
                headers(
                    Map.of(
                        "gleaner-uid",
                        LongStringHelper.asLongString("u"),
                        "gleaner-index",
                        seven))))
        .isEqualTo(new ItemMessages.AnItem("u", 7));
  }

  static Stream<Map<String, Object>> notOurs() {
    return Stream.of(
        Map.of(),
        Map.of("gleaner-index", 1),
        Map.of("gleaner-uid", 1, "gleaner-index", 1),
        Map.of("gleaner-uid", "", "gleaner-index", 1),
        Map.of("gleaner-uid", "u"),
        Map.of("gleaner-uid", "u", "gleaner-index", -1),
        Map.of("gleaner-uid", "u", "gleaner-index", 1.0),
        Map.of("gleaner-uid", "u", "gleaner-index", "1"));
  }

  @ParameterizedTest
  @MethodSource("notOurs")
  void anythingElseIsNoItem(Map<String, Object> headers) {
    assertThat(ItemMessages.read(headers(headers))).isInstanceOf(ItemMessages.NoItem.class);
  }

  @Test
  void aMessageWithoutAnyPropertiesIsNoItem() {
    assertThat(ItemMessages.read(null)).isInstanceOf(ItemMessages.NoItem.class);
    assertThat(ItemMessages.read(new BasicProperties()))
        .isEqualTo(new ItemMessages.NoItem("it has no headers"));
  }

  @Test
  void theReasonShowsAForeignValueInShort() {
    Map<String, Object> headers = Map.of("gleaner-uid", "u", "gleaner-index", "x".repeat(500));
    assertThat(ItemMessages.read(headers(headers)))
        .isEqualTo(
            new ItemMessages.NoItem(
                "its header gleaner-index is \"" + "x".repeat(40) + "…\", not an index"));
  }

  @Test
  void settingAsideLeavesTheOriginalAloneAndCutsALongReason() {
    Map<String, Object> headers = new HashMap<>(Map.of("a", 1));
    BasicProperties original = headers(headers);
    BasicProperties aside = ItemMessages.setAside(original, "r".repeat(5_000));
    assertThat(original.getHeaders()).isEqualTo(Map.of("a", 1));
    assertThat(aside.getHeaders()).containsEntry("a", 1);
    assertThat(aside.getHeaders().get("gleaner-reason")).asString().hasSize(1_000);
    assertThat(ItemMessages.setAside(new BasicProperties(), "why").getHeaders())
        .isEqualTo(Map.of("gleaner-reason", "why"));
  }

  private static BasicProperties headers(Map<String, Object> headers) {
    return new BasicProperties.Builder().headers(headers).build();
  }
}
