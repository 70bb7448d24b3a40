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
      return new Unreadable("it has no headers");
    }
    Object uid = headers.get(UID);
    if (!(uid instanceof LongString || uid instanceof String) || uid.toString().isEmpty()) {
      return new Unreadable("its header " + UID + " is " + shown(uid) + ", not a Job's uid");
    }
    Object index = headers.get(INDEX);
    boolean integer =
        index instanceof Long
            || index instanceof Integer
            || index instanceof Short
            || index instanceof Byte;
    if (!integer || ((Number) index).longValue() < 0) {
      return new Unreadable("its header " + INDEX + " is " + shown(index) + ", not an index");
    }
    return new Readable(uid.toString(), ((Number) index).longValue());
  }

  /**
   * The properties with which a message is set aside: its own, with the reason. What would make the broker drop, refuse or copy
   * it there (expiration, user-id, the routing header CC) is kept as a header of another name.
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
  sealed interface Reading permits Readable, Unreadable {}

  /** An item's message. */
  record Readable(String uid, long index) implements Reading {}

  /** No item's message; {@code why} goes on after "A message was set aside: ". */
  record Unreadable(String why) implements Reading {}
}
