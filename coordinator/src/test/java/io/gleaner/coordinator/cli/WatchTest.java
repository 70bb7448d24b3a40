package io.gleaner.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.MemoryStore;
import io.gleaner.coordinator.control.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code get -w}. */
class WatchTest {
  private static final String PI =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: pi}
      spec:
        template:
          spec:
            restartPolicy: Never
            containers: [{name: pi, image: perl, command: [perl]}]
      """;

  @TempDir Path home;
  private final MemoryStore store = new MemoryStore();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void get_w_shows_each_change_and_the_last_row_of_what_is_deleted() throws InterruptedException {
    run(PI, "apply", "-f", "-");
    out.reset();
    Thread watching = new Thread(() -> run("", "get", "jobs", "-w"));
    watching.start();
    try {
      awaitRows("pi Running 0/1");
      ObjectKey pi = new ObjectKey(Kind.JOB, "pi");
      store.remove(pi, store.get(pi).orElseThrow().uid());
      awaitRows("pi Running 0/1", "pi Running 0/1");
    } finally {
      watching.interrupt();
      watching.join();
    }
  }

  /** The header once, then these rows, less their last columns. */
  private void awaitRows(String... rows) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(text(out).lines().map(WatchTest::firstThree))
                    .containsExactly(
                        Stream.concat(Stream.of("NAME STATUS COMPLETIONS"), Stream.of(rows))
                            .toArray(String[]::new)));
  }

  private static String firstThree(String line) {
    return String.join(" ", List.of(line.split(" +", -1)).subList(0, 3));
  }

  private int run(String input, String... args) {
    Surroundings around =
        new Surroundings(
            Map.of("XDG_STATE_HOME", home.toString(), "HOME", home.toString()),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    ControlAccess access =
        (options, unused) -> new ControlAccess.Open(store, store, store, store::close);
    return GleanerMain.commandLine(around, access).execute(args);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
