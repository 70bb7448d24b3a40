package io.gleaner.coordinator.fill;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.item.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class SpoolProperties {
  @TempDir private Path folder;

  @Test
  void anyItemsComeBackFromAnyIndex() {
    long seed = System.nanoTime();
    System.out.println("SpoolProperties.anyItemsComeBackFromAnyIndex seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      List<Bytes> items = Inputs.random(random, random.nextInt(3000));
      Path file = folder.resolve("spool-" + round);
      recordInRuns(file, items, random);
      try (Spool spool = Spool.open(file)) {
        assertThat(spool.total()).isEqualTo(OptionalLong.of(items.size()));
        int start = random.nextInt(items.size() + 1);
        assertThat(Inputs.drain(spool.from(start), start))
            .isEqualTo(items.subList(start, items.size()));
      }
    }
  }

  @Test
  void aFileCutAtAnyByteHasAPrefixAndGoesOn() throws IOException {
    long seed = System.nanoTime();
    System.out.println("SpoolProperties.aFileCutAtAnyByteHasAPrefixAndGoesOn seed " + seed);
    Random random = new Random(seed);
    List<Bytes> items =
        Inputs.random(random, 30).stream().filter(item -> item.size() < 1000).toList();
    Path whole = folder.resolve("whole");
    recordInRuns(whole, items, random);
    byte[] content = Files.readAllBytes(whole);
    int previous = 0;
    for (int cut = 0; cut < content.length; cut++) {
      Path file = folder.resolve("cut");
      Files.write(file, Arrays.copyOf(content, cut));
      try (Spool spool = Spool.open(file)) {
        assertThat(spool.complete()).as("cut at %d", cut).isFalse();
        List<Bytes> prefix = Inputs.drain(spool.from(0), 0);
        assertThat(prefix).as("cut at %d", cut).isEqualTo(items.subList(0, prefix.size()));
        assertThat(prefix.size()).as("cut at %d", cut).isBetween(previous, previous + 1);
        previous = prefix.size();
        Inputs.drain(spool.record(Inputs.of(items)), 0);
      }
      assertThat(Files.readAllBytes(file)).as("cut at %d", cut).isEqualTo(content);
    }
    assertThat(previous).isEqualTo(items.size());
  }

  @Test
  void aByteChangedAnywhereIsNeverAnotherItem() throws IOException {
    long seed = System.nanoTime();
    System.out.println("SpoolProperties.aByteChangedAnywhereIsNeverAnotherItem seed " + seed);
    Random random = new Random(seed);
    List<Bytes> items = Inputs.texts("one", "", "three", "four");
    Path whole = folder.resolve("whole");
    recordInRuns(whole, items, random);
    byte[] content = Files.readAllBytes(whole);
    for (int at = "gleaner-spool 1\n".length(); at < content.length; at++) {
      byte[] changed = content.clone();
      changed[at] ^= (byte) (1 << random.nextInt(8));
      Path file = folder.resolve("changed");
      Files.write(file, changed);
      try (Spool spool = Spool.open(file)) {
        assertThat(spool.complete()).as("byte %d", at).isFalse();
        List<Bytes> prefix = Inputs.drain(spool.from(0), 0);
        assertThat(prefix).as("byte %d", at).isEqualTo(items.subList(0, prefix.size()));
      }
    }
  }

  /** Records over several runs, each but the last ending at a random item. */
  private static void recordInRuns(Path file, List<Bytes> items, Random random) {
    for (int run = random.nextInt(3); run >= 0; run--) {
      int stop = run == 0 ? items.size() + 1 : random.nextInt(items.size() + 1);
      try (Spool spool = Spool.open(file)) {
        ItemCursor recording = spool.record(Inputs.of(items));
        for (int i = 0; i < stop; i++) {
          recording.next();
        }
      }
    }
  }
}
