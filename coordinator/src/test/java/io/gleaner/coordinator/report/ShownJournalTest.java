package io.gleaner.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class ShownJournalTest {
  @TempDir private Path folder;

  @Test
  void anyIndexesComeBackAndNoOthers() {
    long seed = System.nanoTime();
    System.out.println("ShownJournalTest.anyIndexesComeBackAndNoOthers seed " + seed);
    Random random = new Random(seed);
    Set<Long> done = new HashSet<>();
    Set<Long> failed = new HashSet<>();
    for (int run = 0; run < 5; run++) {
      try (ShownJournal journal = open()) {
        for (int i = 0; i < 2000; i++) {
          long index = random.nextInt(8) == 0 ? random.nextLong(1L << 40) : random.nextInt(3000);
          boolean isDone = random.nextBoolean();
          boolean expected = !done.contains(index) && (isDone || !failed.contains(index));
          assertThat(journal.isNew(index, isDone)).isEqualTo(expected);
          assertThat(journal.add(index, isDone)).isEqualTo(expected);
          (isDone ? done : failed).add(index);
          if (random.nextInt(300) == 0) {
            journal.sync();
          }
        }
        journal.sync();
      }
    }
    try (ShownJournal journal = open()) {
      for (long index = 0; index < 4000; index++) {
        assertThat(journal.isNew(index, true)).isEqualTo(!done.contains(index));
        assertThat(journal.contains(index))
            .isEqualTo(done.contains(index) || failed.contains(index));
      }
    }
  }

  @Test
  void aMillionItemsInOrderTakeLittleSpace() throws IOException {
    try (ShownJournal journal = open()) {
      for (long index = 0; index < 1_000_000; index++) {
        journal.add(index, true);
        if (index % 10_000 == 0) {
          journal.sync();
        }
      }
      journal.sync();
    }
    assertThat(Files.size(file())).isLessThan(4096);
    try (ShownJournal journal = open()) {
      assertThat(journal.contains(999_999)).isTrue();
      assertThat(journal.contains(1_000_000)).isFalse();
    }
  }

  @Test
  void aFileCutAtAnyByteHasWhatWasSyncedBefore() throws IOException {
    long[] ends = new long[4];
    try (ShownJournal journal = open()) {
      for (int i = 0; i < 4; i++) {
        journal.add(i, true);
        journal.sync();
        ends[i] = Files.size(file());
      }
    }
    byte[] whole = Files.readAllBytes(file());
    for (int cut = 0; cut <= whole.length; cut++) {
      Files.write(file(), Arrays.copyOf(whole, cut));
      try (ShownJournal journal = open()) {
        for (int i = 0; i < 4; i++) {
          assertThat(journal.contains(i))
              .as("cut at %d, item %d", cut, i)
              .isEqualTo(cut >= ends[i]);
        }
      }
    }
  }

  private Path file() {
    return folder.resolve("shown");
  }

  private ShownJournal open() {
    return ShownJournal.open(file());
  }
}
