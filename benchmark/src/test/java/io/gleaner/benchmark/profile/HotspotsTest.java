package io.gleaner.benchmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.benchmark.profile.Hotspots.Share;
import java.nio.file.Path;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotspotsTest {
  @Test
  void sharesAreOfTheWholeAndTheLargestComesFirst() {
    Hotspots.Counter counter = new Hotspots.Counter();
    counter.add("b");
    counter.add("a");
    counter.add("a");
    counter.add("a");
    assertThat(counter.shares()).containsExactly(new Share("a", 0.75), new Share("b", 0.25));
  }

  @Test
  void threadsOfOneKindAreOne() {
    assertThat(Hotspots.threadKind("lettuce-nioEventLoop-4-1"))
        .isEqualTo(Hotspots.threadKind("lettuce-nioEventLoop-4-12"));
    assertThat(Hotspots.threadKind("gleaner-amqp-vm-0c12ab9f")).isEqualTo("gleaner-amqp-vm-N");
  }

  @Test
  void aRecordingWithoutSamplesIsReadable(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      recording.stop();
      recording.dump(file);
    }
    assertThat(Hotspots.read(file).samples()).isZero();
  }
}
