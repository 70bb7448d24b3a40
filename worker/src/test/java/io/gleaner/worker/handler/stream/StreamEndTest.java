package io.gleaner.worker.handler.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.item.Bytes;
import io.gleaner.process.Orphans;
import io.gleaner.worker.handler.Ending.Kind;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How programs end with their handler. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamEndTest {
  private static final String PID = "answer $$";

  @TempDir private Path folder;

  @AfterEach
  void nothingIsLeftOver() {
    Orphans.kill(Streams.WORKER);
  }

  @Test
  void atTheEndOfItsInputAProgramEndsByItself() throws Exception {
    Path end = folder.resolve("end");
    try (Streams streams =
        Streams.of("sh", "-c", Streams.SHELL.formatted(PID) + "echo bye >&2; echo bye >" + end)) {
      streams.run(5);
      assertThat(end).doesNotExist();
      streams.close();
      assertThat(end).hasContent("bye");
      assertThat(streams.stderr).containsExactly("5: bye");
    }
  }

  @Test
  void aProgramThatStaysIsKilledAfterTheGracePeriod() throws Exception {
    long pid;
    try (Streams streams =
        Streams.of("sh", "-c", Streams.SHELL.formatted(PID) + "while :; do sleep 1000; done")) {
      pid = Long.parseLong(streams.run(0).output().text());
      assertThat(Streams.runs(pid)).isTrue();
    }
    assertThat(Streams.runs(pid)).isFalse();
  }

  @Test
  void closingKillsWhatWorksOnAnItem() throws Exception {
    Streams streams = Streams.shell("sleep 1000");
    Streams.Started started = streams.start(0, 1, Bytes.EMPTY);
    streams.close();
    assertThat(started.ending().get(30, TimeUnit.SECONDS).kind()).isEqualTo(Kind.FAILED);
  }
}
