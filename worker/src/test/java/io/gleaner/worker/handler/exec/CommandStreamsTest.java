package io.gleaner.worker.handler.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Ending.Kind;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Standard input, output and error of commands, large ones too. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandStreamsTest {
  private static final ExecSettings LARGE = Commands.settings(null, 16 << 20);

  @Test
  void megabytesGoThroughACommandUnchanged() throws Exception {
    byte[] item = new byte[5 << 20];
    new Random(7).nextBytes(item);
    try (Commands commands = Commands.of(LARGE, true, "cat")) {
      Ending ending = commands.run(Bytes.wrap(item));
      assertThat(ending.kind()).isEqualTo(Kind.DONE);
      assertThat(ending.output()).isEqualTo(Bytes.wrap(item));
    }
  }

  @Test
  void anEmptyItemIsAnEmptyStandardInput() throws Exception {
    try (Commands commands = Commands.of(LARGE, true, "wc", "-c")) {
      assertThat(commands.run("").output().text()).isEqualTo("0\n");
      assertThat(commands.run("a\0b").output().text()).isEqualTo("3\n");
    }
  }

  @Test
  void aCommandNeedNotReadItsInput() throws Exception {
    try (Commands commands = Commands.of(LARGE, true, "sh", "-c", "exec <&-; echo done")) {
      Ending ending = commands.run(Bytes.wrap(new byte[3 << 20]));
      assertThat(ending.kind()).isEqualTo(Kind.DONE);
      assertThat(ending.output().text()).isEqualTo("done\n");
    }
  }

  @Test
  void outputUpToTheLimitIsAResultAndOneByteMoreFailsForGood() throws Exception {
    ExecSettings limited = Commands.settings(null, 100_000);
    try (Commands commands = Commands.of(limited, false, "head", "/dev/zero", "-c")) {
      Ending fits = commands.run("100000");
      assertThat(fits.kind()).isEqualTo(Kind.DONE);
      assertThat(fits.output().size()).isEqualTo(100_000);
      Ending tooLarge = commands.run("100001");
      assertThat(tooLarge.kind()).isEqualTo(Kind.FAILED_FOR_GOOD);
      assertThat(tooLarge.error()).contains("100,000 bytes").contains("--max-result");
      assertThat(tooLarge.output().size()).isEqualTo(100_000);
    }
  }

  @Test
  void endlessOutputEndsAtTheLimit() throws Exception {
    try (Commands commands = Commands.of("sh", "-c", "yes & yes")) {
      Ending ending = commands.run("");
      assertThat(ending.kind()).isEqualTo(Kind.FAILED_FOR_GOOD);
      assertThat(ending.exitCode()).isEqualTo(137);
    }
  }

  @Test
  void muchStandardErrorHoldsNothingUp() throws Exception {
    try (Commands commands =
        Commands.of("sh", "-c", "seq 100000 >&2; echo out; seq 100000 100010 >&2")) {
      Ending ending = commands.run("");
      assertThat(ending.output().text()).isEqualTo("out\n");
      assertThat(commands.stderr).hasSize(100_011).endsWith("4: 100010");
      assertThat(ending.stderrTail()).hasSize(StderrLines.TAIL).endsWith("\n100009\n100010\n");
    }
  }

  @Test
  void aCommandMayCloseItsOutputsAndGoOn() throws Exception {
    try (Commands commands = Commands.of("sh", "-c", "exec >&- 2>&-; sleep 0.1; exit 5")) {
      assertThat(commands.run("").exitCode()).isEqualTo(5);
    }
  }
}
