package io.gleaner.worker.handler.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.item.Bytes;
import io.gleaner.process.Executables;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Ending.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs of docs/stream-handlers.md, as they stand there. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamExamplesTest {
  private static final Path PAGE = Path.of("../docs/stream-handlers.md");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"python, python3", "sh, sh"})
  void theExampleDoesItsItemsAndFailsWhatItSays(String language, String program) throws Exception {
    Assumptions.assumeTrue(
        Executables.onPath(program, System.getenv()).isPresent(), program + " is not installed");
    String source = example(language);
    assertThat(source.lines().count()).isLessThanOrEqualTo(10);
    Path file = Files.writeString(folder.resolve("example"), source);

    try (Streams streams = Streams.of(program, file.toString())) {
      for (long index = 0; index < 3; index++) {
        Ending ending = streams.run(index, 1, Bytes.utf8("two words"));
        assertThat(ending.kind()).as(ending.error() + streams.stderr).isEqualTo(Kind.DONE);
        assertThat(ending.output().text()).isEqualTo("TWO WORDS");
      }
      Ending failed = streams.run(3, 1, Bytes.utf8(""));
      assertThat(failed.kind()).isEqualTo(Kind.FAILED);
      assertThat(failed.error()).isEqualTo("nothing to do");
      assertThat(streams.run(4, 1, Bytes.utf8("x")).output().text()).isEqualTo("X");
    }
  }

  private static String example(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(block.find()).as("an example in %s", language).isTrue();
    return block.group(1);
  }
}
