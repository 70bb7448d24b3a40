package io.gleaner.ledger.redis;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobView;
import io.gleaner.ledger.Phase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the fields of a script's reply in order. */
final class ReplyFields {
  private final List<?> fields;
  private int at;

  ReplyFields(Object array) {
    if (!(array instanceof List<?> list)) {
      throw unexpected(array);
    }
    fields = list;
  }

  boolean more() {
    return at < fields.size();
  }

  long number() {
    Object field = next();
    if (field instanceof Long number) {
      return number;
    }
    throw unexpected(field);
  }

  int integer() {
    return Math.toIntExact(number());
  }

  boolean flag() {
    return number() == 1;
  }

  byte[] blob() {
    Object field = next();
    if (field instanceof byte[] bytes) {
      return bytes;
    }
    throw unexpected(field);
  }

  String text() {
    return new String(blob(), StandardCharsets.UTF_8);
  }

  ReplyFields array() {
    return new ReplyFields(next());
  }

  /** All that is left, each read by the same function. */
  <T> List<T> all(Function<ReplyFields, T> read) {
    List<T> values = new ArrayList<>(fields.size() - at);
    while (more()) {
      values.add(read.apply(this));
    }
    return values;
  }

  JobView view() {
    ReplyFields view = array();
    return new JobView(
        Phase.valueOf(view.text()), view.text(), view.flag(), view.flag(), view.number());
  }

  private Object next() {
    if (!more()) {
      throw unexpected("the end");
    }
    return fields.get(at++);
  }

  private static GleanerException unexpected(Object found) {
    return new GleanerException(
        ErrorKind.INVARIANT_BROKEN,
        "a script of the ledger answered with an unexpected " + found.getClass().getSimpleName());
  }
}
