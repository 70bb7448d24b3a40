package io.gleaner.coordinator.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.item.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ProgressTest {
  private static final String ERASE = "\r\u001b[K";

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(screen, true, UTF_8);
  private long now = 1_000;

  @Test
  void aLineSaysHowFarHowFastAndHowLong() {
    assertThat(line(sealed(1000, 449, 1, 4), 40.6, 100))
        .isEqualTo(
            "[#########...........]  45%  449/1000 done, 1 failed, 4 running, 40.6/s, ETA 13.5 s");
  }

  @Test
  void whileFillingTheTotalIsNotKnown() {
    Counts counts = new Counts(1200, OptionalLong.empty(), 300, 0, 4);
    assertThat(line(counts, 12, 100))
        .isEqualTo("300 done, 4 running, filling: 1200 so far, 12.0/s");
  }

  @Test
  void ofAJobThatIsOnlyFilledItSaysHowManyItemsArePublished() {
    Progress progress = new Progress(err, false, () -> 80, () -> now);
    progress.filling(1);
    now += 1_000;
    progress.filling(2_000);
    now += 4_000;
    progress.filling(5_001);
    now += 5_000;
    progress.filling(5_001);
    assertThat(screen.toString(UTF_8).lines())
        .containsExactly("1 item published", "5001 items published, 1000/s");
  }

  @Test
  void hundredPercentIsSaidOnlyOfAll() {
    assertThat(line(sealed(1000, 999, 0, 1), 1, 100)).contains(" 99%");
    assertThat(line(sealed(1000, 999, 1, 0), 1, 100)).contains("100%").doesNotContain("ETA");
    assertThat(line(sealed(0, 0, 0, 0), 0, 100)).contains("100%");
  }

  @Test
  void withoutARateThereIsNoForecast() {
    Snapshot snapshot = new Snapshot(sealed(10, 1, 0, 1), OptionalDouble.empty());
    assertThat(ProgressLine.format(snapshot, 100)).doesNotContain("ETA").doesNotContain("/s");
    assertThat(line(sealed(10, 1, 0, 1), 0, 100)).doesNotContain("ETA");
  }

  @Test
  void noLineIsWiderThanTheScreenAndTheCountOutlivesTheRest() {
    Counts counts = sealed(1_000_000, 123_456, 789, 16);
    for (int width = 0; width < 120; width++) {
      String line = line(counts, 1234.5, width);
      assertThat(line.length()).isLessThanOrEqualTo(width);
      if (width >= 20) {
        assertThat(line).contains("123456/1000000 done");
      }
    }
    assertThat(line(counts, 1234.5, 40)).contains("789 failed");
  }

  @Test
  void onATerminalOneLineIsRewrittenInPlace() {
    Progress progress = progress(true);
    progress.update(sealed(2, 0, 0, 1));
    now += 200;
    progress.update(sealed(2, 1, 0, 1));
    assertThat(text())
        .startsWith(ERASE + "[")
        .contains("0/2 done")
        .contains(ERASE + "[##########")
        .doesNotContain("\n");
  }

  @Test
  void aTerminalIsNotDrawnOnMoreOftenThanAPersonCanSee() {
    Progress progress = progress(true);
    progress.update(sealed(2, 0, 0, 1));
    now += 50;
    progress.update(sealed(2, 1, 0, 1));
    assertThat(text()).doesNotContain("1/2");
  }

  @Test
  void elsewherePlainLinesComeSeldomAndOnlyWhenSomethingChanged() {
    Progress progress = progress(false);
    progress.update(sealed(9, 1, 0, 1));
    now += 1_000;
    progress.update(sealed(9, 2, 0, 1));
    now += 5_000;
    progress.update(sealed(9, 3, 0, 1));
    now += 60_000;
    progress.update(sealed(9, 3, 0, 1));
    progress.end();
    assertThat(text().lines()).hasSize(2).noneMatch(line -> line.contains("\u001b"));
    assertThat(text()).contains("1/9 done").contains("3/9 done");
  }

  @Test
  void resultsAreNeverMixedWithTheLine() {
    Progress progress = progress(true);
    OutputPrinter printer = new OutputPrinter(err, false, progress);
    progress.update(sealed(2, 0, 0, 1));
    String line = text().substring(ERASE.length());
    screen.reset();
    printer.print(Bytes.EMPTY, Bytes.utf8("a\n"));
    assertThat(text()).isEqualTo(ERASE + "a\n" + line);
    screen.reset();
    printer.print(Bytes.EMPTY, Bytes.utf8("no newline"));
    assertThat(text()).isEqualTo(ERASE + "no newline\n" + line);
    screen.reset();
    progress.say("worker 2 left");
    assertThat(text()).isEqualTo(ERASE + "worker 2 left\n" + line);
    screen.reset();
    progress.end();
    assertThat(text()).isEqualTo(ERASE);
  }

  @Test
  void anOutputWithoutANewlineBeforeTheFirstDrawingIsNotErased() {
    Progress progress = progress(true);
    new OutputPrinter(err, false, progress).print(Bytes.EMPTY, Bytes.utf8("abc"));
    progress.update(sealed(2, 1, 0, 1));
    assertThat(text()).startsWith("abc\n" + ERASE);
  }

  @Test
  void theRateIsOfTheLastHalfMinuteAndNotOfEarlierRuns() {
    RateMeter rate = new RateMeter();
    assertThat(rate.update(0, 5_000)).isEmpty();
    for (long second = 1; second <= 60; second++) {
      long count = second <= 30 ? 5_000 + second * 10 : 5_300 + (second - 30) * 100;
      rate.update(second * 1_000, count);
    }
    assertThat(rate.update(61_000, 8_400).orElseThrow()).isBetween(99.0, 101.0);
    assertThat(rate.update(62_000, 0)).hasValue(0);
  }

  private Progress progress(boolean terminal) {
    return new Progress(err, terminal, () -> 80, () -> now);
  }

  private String text() {
    return screen.toString(UTF_8);
  }

  private static Counts sealed(long total, long done, long failed, long running) {
    return new Counts(total, OptionalLong.of(total), done, failed, running);
  }

  private static String line(Counts counts, double rate, int width) {
    return ProgressLine.format(new Snapshot(counts, OptionalDouble.of(rate)), width);
  }
}
