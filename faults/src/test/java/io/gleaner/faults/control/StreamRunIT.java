package io.gleaner.faults.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** {@code gleaner run --handler stream} on the assembled program. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StreamRunIT {
  private static final int ITEMS = 60;

  /** Notes its start and its clean end, kills itself once in the middle, answers in capitals. */
  private static final String PROGRAM =
      """
      echo start $GLEANER_WORKER $$ >>starts
      while IFS= read -r line; do
        i=${line#*\\"index\\":}; i=${i%%,*}
        case $i in
          20) if ! [ -e crashed ]; then touch crashed; kill -9 $$; fi ;;
          30)
            echo '{"index":30,"ok":false,"error":"not this one","exitCode":65}'
            continue ;;
        esac
        printf '{"index":%s,"ok":true,"result":"out %s\\\\n"}\\n' "$i" "$i"
      done
      echo end $$ >>ends
      """;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void programsStayACrashCostsOneAttemptAndAllEndByThemselves() {
    try (Coordination here = new Coordination(folder, Map.of())) {
      here.write("program", PROGRAM);
      here.write(
          "items",
          IntStream.range(0, ITEMS).mapToObj(i -> "item " + i + "\n").reduce("", String::concat));

      String said =
          here.gleaner(
              "run",
              "--items=items",
              "-p",
              "2",
              "-c",
              "2",
              "--keep-order",
              "--retry-delay=100ms",
              "--grace=3s",
              "--on-exit=65=FailIndex",
              "--tolerate-failed-items=1",
              "--handler",
              "stream",
              "--",
              "sh",
              "program");

      List<String> out = said.lines().filter(line -> line.startsWith("out ")).toList();
      assertThat(out)
          .containsExactlyElementsOf(
              IntStream.range(0, ITEMS).filter(i -> i != 30).mapToObj(i -> "out " + i).toList());
      assertThat(said).as("59 done, 1 failed by its answer").contains("59 done, 1 failed");
      List<String> starts = here.lines("starts");
      assertThat(starts).as("two workers with two slots, and one crash").hasSizeBetween(2, 5);
      assertThat(here.lines("ends")).as("all but the one that crashed").hasSize(starts.size() - 1);
    }
  }
}
