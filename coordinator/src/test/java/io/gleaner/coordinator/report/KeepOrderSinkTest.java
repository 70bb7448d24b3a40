package io.gleaner.coordinator.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class KeepOrderSinkTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void outputsWaitForThoseBefore() {
    try (KeepOrderSink sink = open(1 << 20)) {
      sink.accept(Outcomes.done(2, "2"));
      sink.accept(Outcomes.done(1, "1"));
      assertThat(shown()).isEmpty();
      sink.accept(Outcomes.done(0, "0"));
      assertThat(shown()).isEqualTo("012");
      sink.accept(Outcomes.done(3, "3"));
      assertThat(shown()).isEqualTo("0123");
    }
  }

  @Test
  void failedAndSilentItemsHoldNobodyUp() {
    try (KeepOrderSink sink = open(1 << 20)) {
      sink.accept(Outcomes.done(3, "3"));
      sink.accept(Outcomes.failed(0, 1, ""));
      sink.accept(Outcomes.done(1, ""));
      sink.accept(Outcomes.failed(2, 1, "partly "));
      assertThat(shown()).isEqualTo("partly 3");
    }
  }

  @Test
  void anItemWhoseOutputIsGoneIsPassedOver() {
    try (KeepOrderSink sink = open(1 << 20)) {
      sink.accept(Outcomes.done(1, "1"));
      sink.passOver(0);
      assertThat(shown()).isEqualTo("1");
      sink.accept(Outcomes.done(0, "late"));
      assertThat(shown()).isEqualTo("1late");
    }
  }

  @Test
  void whatIsHeldSurvivesTheLedgerForgettingIt() {
    try (KeepOrderSink sink = open(1 << 20)) {
      sink.accept(Outcomes.done(0, "0"));
      sink.accept(Outcomes.done(2, "2"));
      sink.accept(Outcomes.failed(3, 1, "3"));
      sink.sync();
    }
    try (KeepOrderSink sink = open(1 << 20)) {
      assertThat(shown()).isEqualTo("0");
      sink.accept(Outcomes.done(0, "again"));
      sink.accept(Outcomes.done(2, "again"));
      sink.accept(Outcomes.done(3, "retried"));
      sink.accept(Outcomes.done(1, "1"));
      assertThat(shown()).isEqualTo("012retried");
      sink.sync();
    }
    try (KeepOrderSink sink = open(1 << 20)) {
      sink.finish();
      assertThat(shown()).isEqualTo("012retried");
    }
  }

  @Test
  void atTheEndOfAJobThatWasCutShortTheRestIsShownInOrder() {
    try (KeepOrderSink sink = open(1 << 20)) {
      sink.accept(Outcomes.done(5, "5"));
      sink.accept(Outcomes.done(3, "3"));
      sink.finish();
      assertThat(shown()).isEqualTo("35");
    }
    try (KeepOrderSink sink = open(1 << 20)) {
      sink.accept(Outcomes.done(3, "again"));
      sink.accept(Outcomes.done(0, "0"));
      assertThat(shown()).isEqualTo("350");
    }
  }

  @Test
  void heldOutputsStayWithinTheMemoryAllowed() {
    String kilobyte = "k".repeat(1018);
    try (HeldOutputs held = HeldOutputs.open(folder.resolve("held"), 10_000)) {
      for (int i = 0; i < 100; i++) {
        held.put(HeldOutput.of(Outcomes.done(i, kilobyte + i)));
        assertThat(held.memoryBytes()).isBetween(1L, 10_000L);
      }
      for (int i = 0; i < 100; i++) {
        HeldOutput output = held.take(i);
        assertThat(output).isNotNull();
        assertThat(output.output().text()).isEqualTo(kilobyte + i);
      }
      assertThat(held.memoryBytes()).isZero();
      assertThat(held.take(5)).isNull();
    }
  }

  @Test
  void theFileOfHeldOutputsShrinksThoughSomethingIsAlwaysHeld() throws IOException {
    String megabyte = "m".repeat(1 << 20);
    try (KeepOrderSink sink = open(0)) {
      for (int i = 0; i < 60; i += 2) {
        sink.accept(Outcomes.done(i + 1, i + megabyte));
        sink.accept(Outcomes.done(i, ""));
        sink.accept(Outcomes.done(i + 3, i + 2 + megabyte));
        sink.sync();
        assertThat(Files.size(folder.resolve("held"))).isLessThan(20L << 20);
      }
    }
    assertThat(out.size()).isGreaterThan(30 << 20);
  }

  @Test
  void anyOrderAnyRestartAnyMemoryGivesTheOrderOfTheInput() {
    long seed = System.nanoTime();
    System.out.println(
        "KeepOrderSinkTest.anyOrderAnyRestartAnyMemoryGivesTheOrderOfTheInput seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      Path state = folder.resolve("round-" + round);
      ByteArrayOutputStream shown = new ByteArrayOutputStream();
      List<Outcome> left = new ArrayList<>();
      StringBuilder expected = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        boolean failed = random.nextInt(5) == 0;
        String text = random.nextInt(5) == 0 ? "" : "<" + i + ">";
        left.add(failed ? Outcomes.failed(i, 1, text) : Outcomes.done(i, text));
        expected.append(text);
      }
      Collections.shuffle(left, random);
      while (!left.isEmpty()) {
        try (KeepOrderSink sink = open(state, shown, random.nextInt(100))) {
          for (int n = random.nextInt(30); n > 0 && !left.isEmpty(); n--) {
            Outcome outcome = left.remove(left.size() - 1);
            sink.accept(outcome);
            if (random.nextInt(4) == 0) {
              sink.accept(outcome);
            }
            if (random.nextInt(8) == 0) {
              sink.sync();
            }
          }
          sink.sync();
        }
      }
      assertThat(shown.toString(UTF_8)).as("round %d", round).isEqualTo(expected.toString());
    }
  }

  private String shown() {
    return out.toString(UTF_8);
  }

  private KeepOrderSink open(long memoryBytes) {
    return open(folder, out, memoryBytes);
  }

  private static KeepOrderSink open(Path state, ByteArrayOutputStream out, long memoryBytes) {
    try {
      Files.createDirectories(state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return KeepOrderSink.open(
        new OutputPrinter(out, false, Screen.NONE),
        ShownJournal.open(state.resolve("shown")),
        HeldOutputs.open(state.resolve("held"), memoryBytes));
  }
}
