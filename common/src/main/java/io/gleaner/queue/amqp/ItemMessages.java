package io.gleaner.queue.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an item is written into the properties of a message, and how it is read back. */
final class ItemMessages {
  /** The uid of the Job that a message belongs to; a string. */
  static final String UID = "gleaner-uid";

  /** The item's index; any AMQP integer that is not negative. */
  static final String INDEX = "gleaner-index";

  /** On a message that was set aside: what was wrong with it. */
  static final String REASON = "gleaner-reason";

  private static final int PERSISTENT = 2;
  private static final int LONGEST_REASON = 1_000;

  private ItemMessages() {}

  /** The properties of an item's message; the body is the item's, unchanged. */
  static BasicProperties properties(String uid, long index) {
    return new BasicProperties.Builder()
        .deliveryMode(PERSISTENT)
        .contentType("application/octet-stream")
        .messageId(Long.toString(index))
        .headers(Map.of(UID, uid, INDEX, index))
        .build();
  }

  /** Reads what a message says of itself. */
  static Reading read(@Nullable BasicProperties properties) {
    Map<String, Object> headers = properties == null ? null : properties.getHeaders();
    if (headers == null) {
      return new NoItem("it has no headers");
    }
    Object uid = headers.get(UID);
    if (!(uid instanceof LongString || uid instanceof String) || uid.toString().isEmpty()) {
      return new NoItem("its header " + UID + " is " + shown(uid) + ", not a Job's uid");
    }
    long index = index(headers.get(INDEX));
    return index < 0
        ? new NoItem("its header " + INDEX + " is " + shown(headers.get(INDEX)) + ", not an index")
        : new AnItem(uid.toString(), index);
  }

  /** The value of an integer of any of AMQP's sizes; -1 if it is something else. */
  private static long index(@Nullable Object value) {
    boolean integer =
        value instanceof Long
            || value instanceof Integer
            || value instanceof Short
            || value instanceof Byte;
    return integer && value instanceof Number number ? number.longValue() : -1;
  }

  /**
   * The properties with which a message is set aside: its own, with the reason. What would make the
   * broker drop, refuse or copy it there (expiration, user-id, the routing header CC) is kept as a
   * header of another name.
   */
  static BasicProperties setAside(BasicProperties original, String why) {
    Map<String, Object> headers = new HashMap<>();
    if (original.getHeaders() != null) {
      headers.putAll(original.getHeaders());
    }
    rename(headers, "CC", headers.remove("CC"));
    rename(headers, "BCC", headers.remove("BCC"));
    rename(headers, "expiration", original.getExpiration());
    rename(headers, "user-id", original.getUserId());
    headers.put(REASON, why.length() <= LONGEST_REASON ? why : why.substring(0, LONGEST_REASON));
    return original
        .builder()
        .headers(headers)
        .deliveryMode(PERSISTENT)
        .expiration(null)
        .userId(null)
        .build();
  }

  private static void rename(Map<String, Object> headers, String name, @Nullable Object value) {
    if (value != null) {
      headers.put("gleaner-original-" + name, value);
    }
  }

  private static String shown(@Nullable Object value) {
    if (value == null) {
      return "missing";
    }
    String text = value.toString();
    return "\"" + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + "\"";
  }

  /** What was read from a message. */
  sealed interface Reading permits AnItem, NoItem {}

  /** An item's message. */
  record AnItem(String uid, long index) implements Reading {}

  /** No item's message; {@code why} goes on after "A message was set aside: ". */
  record NoItem(String why) implements Reading {}
}
