package io.gleaner.coordinator.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class HighWaterMarkTest {
  @Test
  void aCheckedCursorStandsBehindTheMarkAndItsDigestCarriesOn() {
    List<Bytes> items = Inputs.texts("a", "b", "c");
    HighWaterMark mark = HighWaterMark.after(ItemDigest.of(Inputs.of(items), 2));
    ItemCursor cursor = Inputs.of(items);
    ItemDigest digest = mark.check(cursor, "job");
    assertThat(cursor.next()).satisfies(item -> assertThat(item.body().text()).isEqualTo("c"));
    digest.add(Bytes.utf8("c"));
    assertThat(digest.hex()).isEqualTo(ItemDigest.of(Inputs.of(items), 3).hex());
  }

  @Test
  void aMarkOfNothingFitsAnyInput() {
    assertThat(HighWaterMark.after(new ItemDigest()).check(Inputs.of(List.of()), "job").count())
        .isZero();
    ItemCursor cursor = Inputs.of(Inputs.texts("a"));
    assertThat(new HighWaterMark(0, "").check(cursor, "job").count()).isZero();
    assertThat(cursor.next()).satisfies(item -> assertThat(item.body().text()).isEqualTo("a"));
  }

  @Test
  void aChangedInputIsRefused() {
    HighWaterMark mark = markOf("a", "b");
    assertThatThrownBy(() -> mark.check(Inputs.of(Inputs.texts("a", "B", "c")), "pi"))
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageContaining("job pi")
        .hasMessageContaining("first 2 items are not the same");
  }

  @Test
  void aShorterInputIsRefused() {
    HighWaterMark mark = markOf("a", "b");
    assertThatThrownBy(() -> mark.check(Inputs.of(Inputs.texts("a")), "pi"))
        .hasMessageContaining("it has 1 items, and 2 were taken");
  }

  @Test
  void theCutsBetweenItemsCount() {
    assertThat(markOf("ab", "c").digest()).isNotEqualTo(markOf("a", "bc").digest());
    assertThat(markOf("").digest()).isNotEqualTo(markOf().digest());
  }

  @Test
  void theDigestIsTheOneThatLedgersAlreadyHold() {
    // printf '\0\0\0\1a\0\0\0\0' | sha256sum
    assertThat(markOf("a", "").digest())
        .isEqualTo("6a9f797717b7913cc94af9ede3b2c995b077fa50a768bb7c2cc4b75ed4011695");
  }

  private static HighWaterMark markOf(String... items) {
    return HighWaterMark.after(ItemDigest.of(Inputs.of(Inputs.texts(items)), items.length));
  }
}
