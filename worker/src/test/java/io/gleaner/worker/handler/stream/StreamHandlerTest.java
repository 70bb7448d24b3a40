package io.gleaner.worker.handler.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.process.Orphans;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Ending.Kind;
import io.gleaner.worker.handler.exec.ExecSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamHandlerTest {
  private static final String PID = "answer $$";

  @TempDir Path folder;

  @AfterEach
  void nothingIsLeftOver() {
    Orphans.kill(Streams.WORKER);
  }

  @Test
  void oneProgramHasAllItemsOfASlot() throws Exception {
    try (Streams streams = Streams.shell(PID)) {
      Ending first = streams.run(0);
      assertThat(first.kind()).isEqualTo(Kind.DONE);
      for (long index = 1; index < 20; index++) {
        assertThat(streams.run(index).output()).isEqualTo(first.output());
      }
      assertThat(streams.run(20, 2, Bytes.utf8("")).output())
          .as("another slot has its own")
          .isNotEqualTo(first.output());
    }
  }

  @Test
  void theLineHasTheFactsAndTheItem() throws Exception {
    try (Streams streams = Streams.shell("answer \"$line\"")) {
      assertThat(streams.run(7, 1, Bytes.utf8("a \"b\"\n\u00fc")).output().text())
          .isEqualTo(
              "{\"index\":7,\"attempt\":2,\"fencingToken\":99,\"job\":\"a job\",\"worker\":\""
                  + Streams.WORKER
                  + "\",\"item\":\"a \\\"b\\\"\\n\u00fc\"}");
      assertThat(streams.run(8, 1, Bytes.wrap(new byte[] {(byte) 0xff, 0})).output().text())
          .endsWith(",\"itemBase64\":\"/wA=\"}");
    }
  }

  @Test
  void largeItemsAndResultsGoThrough() throws Exception {
    try (Streams streams = Streams.shell("answer \"${#line}\"")) {
      Ending ending = streams.run(0, 1, Bytes.utf8("x".repeat(200_000)));
      assertThat(Integer.parseInt(ending.output().text())).isGreaterThan(200_000);
    }
    try (Streams streams = Streams.shell("answer \"$line\"")) {
      assertThat(streams.run(0, 1, Bytes.utf8("y".repeat(100_000))).output().size())
          .isGreaterThan(100_000);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"result\":\"a\\u0000b\"          | a\0b",
        "\"result\":[1, 2.50]            | [1,2.50]",
        "\"result\":null                 | ``",
        "\"resultBase64\":\"YQ==\"       | a",
        "\"attempt\":2,\"more\":{\"a\":1} | ``",
      })
  void aResultIsTextOrJsonOrBytes(String fields, String result) throws Exception {
    String line = "{\"index\":3,\"ok\":true," + fields + "}";
    Path file = Files.writeString(folder.resolve("line"), line + "\n");
    try (Streams streams = Streams.shell("cat " + file)) {
      Ending ending = streams.run(3);
      assertThat(ending.error()).isEmpty();
      assertThat(ending.output().text()).isEqualTo(result);
    }
  }

  @Test
  void aFailureIsOfItsItemAndTheProgramGoesOn() throws Exception {
    String fail =
        "case $i in 1) echo oh >&2; printf '{\"index\":1,\"ok\":false,\"error\":\"no such"
            + " page\",\"exitCode\":65}\\n';; 2) printf '{\"index\":2,\"ok\":false}\\n';; *) "
            + PID
            + ";; esac";
    try (Streams streams = Streams.shell(fail)) {
      Ending before = streams.run(0);
      Ending failed = streams.run(1);
      assertThat(failed.kind()).isEqualTo(Kind.FAILED);
      assertThat(failed.exitCode()).isEqualTo(65);
      assertThat(failed.error()).isEqualTo("no such page");
      assertThat(failed.stderrTail()).isEqualTo("oh\n");
      assertThat(streams.stderr).containsExactly("1: oh");
      assertThat(streams.run(2).exitCode()).isEqualTo(1);
      assertThat(streams.run(3).output()).isEqualTo(before.output());
    }
  }

  @Test
  void aCrashFailsOnlyItsItem() throws Exception {
    try (Streams streams =
        Streams.shell(
            "case $i in 1) echo dying >&2; exit 3;; 2) kill -9 $$;; *) " + PID + ";; esac")) {
      Ending before = streams.run(0);
      Ending crashed = streams.run(1);
      assertThat(crashed.kind()).isEqualTo(Kind.FAILED);
      assertThat(crashed.exitCode()).isEqualTo(3);
      assertThat(crashed.error()).isEqualTo("its program ended without an answer: exited with 3");
      assertThat(crashed.stderrTail()).isEqualTo("dying\n");
      assertThat(streams.run(2).error()).contains("killed by signal 9 (SIGKILL)");
      Ending after = streams.run(3);
      assertThat(after.kind()).isEqualTo(Kind.DONE);
      assertThat(after.output()).isNotEqualTo(before.output());
    }
  }

  @Test
  void anEndWithoutAnAnswerIsAFailureEvenWithExitCode0() throws Exception {
    try (Streams streams = Streams.shell("exit 0")) {
      Ending ending = streams.run(0);
      assertThat(ending.kind()).isEqualTo(Kind.FAILED);
      assertThat(ending.exitCode()).isEqualTo(1);
      assertThat(ending.error()).isEqualTo("its program ended without an answer: exited with 0");
    }
  }

  @Test
  void aProgramThatAnswersAndEndsIsStartedAgain() throws Exception {
    try (Streams streams = Streams.shell(PID + "; exit 0")) {
      for (long index = 0; index < 5; index++) {
        Ending ending = streams.run(index);
        assertThat(ending.kind()).as(ending.error()).isEqualTo(Kind.DONE);
        long pid = Long.parseLong(ending.output().text());
        await().until(() -> !Streams.runs(pid));
      }
    }
  }

  @Test
  void timeIsUpForTheItemAndItsProgram() throws Exception {
    ExecSettings short1 = Streams.settings(Duration.ofMillis(300), 1000);
    try (Streams streams =
        Streams.shell(
            short1,
            "case $i in 1) sleep 1000;; 2) trap '' TERM; sleep 1000 & while :; do wait; done;;"
                + " *) "
                + PID
                + ";; esac")) {
      Ending before = streams.run(0);
      Ending asked = streams.run(1);
      assertThat(asked.kind()).isEqualTo(Kind.FAILED);
      assertThat(asked.error()).isEqualTo("timed out after 0.3s");
      assertThat(asked.exitCode()).isEqualTo(143);
      Ending killed = streams.run(2);
      assertThat(killed.error()).isEqualTo("timed out after 0.3s");
      assertThat(killed.exitCode()).isEqualTo(137);
      assertThat(streams.run(3).output()).isNotEqualTo(before.output());
    }
  }

  @Test
  void anAnswerAfterTheTimeIsNoAnswer() throws Exception {
    ExecSettings short1 = Streams.settings(Duration.ofMillis(300), 1000);
    try (Streams streams =
        Streams.shell(short1, "trap '" + PID + "; exit 0' TERM; sleep 1000 & wait")) {
      assertThat(streams.run(0).error()).isEqualTo("timed out after 0.3s");
    }
  }

  @Test
  void killEndsTheWholeGroupBeforeTheEnding() throws Exception {
    Path pids = folder.resolve("pids");
    try (Streams streams =
        Streams.shell(
            "sleep 1000 & echo $! $$ >" + pids + ".new; mv " + pids + ".new " + pids + "; wait")) {
      Streams.Started started = streams.start(0, 1, Bytes.EMPTY);
      await().until(() -> Files.exists(pids));
      List<Long> running =
          List.of(Files.readString(pids).trim().split(" ")).stream().map(Long::valueOf).toList();
      assertThat(running).hasSize(2).allMatch(Streams::runs);
      started.run().kill();
      Ending ending = started.ending().get(30, TimeUnit.SECONDS);
      assertThat(ending.error()).endsWith("killed by signal 9 (SIGKILL)");
      assertThat(running).noneMatch(Streams::runs);
    }
  }

  @Test
  void aSignalThatComesTooLateReachesNoLaterItem() throws Exception {
    try (Streams streams = Streams.shell(PID)) {
      Streams.Started first = streams.start(0, 1, Bytes.EMPTY);
      Ending before = first.ending().get(30, TimeUnit.SECONDS);
      Streams.Started second = streams.start(1, 1, Bytes.EMPTY);
      first.run().kill();
      first.run().terminate();
      assertThat(second.ending().get(30, TimeUnit.SECONDS).output()).isEqualTo(before.output());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello                                | is not JSON: hello",
        "[1]                                  | is not a JSON object",
        "{\"index\":1}                        | has no ok",
        "{\"ok\":true}                        | has no index",
        "{\"index\":\"1\",\"ok\":true}        | index is not a whole number",
        "{\"index\":1,\"ok\":1}               | has an ok that is neither true nor false",
        "{\"index\":4,\"ok\":true}            | is about item 4, which it was not given now",
        "{\"index\":1,\"attempt\":1,\"ok\":true} | is about item 1, attempt 1, which it was not given now",
        "{\"index\":1,\"ok\":false,\"exitCode\":0} | has an exitCode that is not between 1 and 255: 0",
        "{\"index\":1,\"ok\":true} {}         | goes on after its JSON object",
        "{\"index\":1,\"ok\":true,\"resultBase64\":\"-\"} | has a resultBase64 that is not Base64",
        "{\"index\":1,\"ok\":true             | is not JSON: {\"index\":1,\"ok\":true",
      })
  void aLineThatCannotBeUnderstoodFailsItsItemAndEndsTheProgram(String line, String what)
      throws Exception {
    try (Streams streams =
        Streams.shell("case $i in 1) echo '" + line + "';; *) " + PID + ";; esac")) {
      Ending before = streams.run(0);
      Ending broken = streams.run(1);
      assertThat(broken.kind()).isEqualTo(Kind.FAILED);
      assertThat(broken.exitCode()).isEqualTo(1);
      assertThat(broken.error()).isEqualTo("the answer of its program " + what);
      assertThat(streams.run(2).output()).isNotEqualTo(before.output());
    }
  }

  @Test
  void whatIsWrittenBetweenItemsIsNobodysAnswer() throws Exception {
    String twice = "answer $$; if [ $i = 0 ]; then answer $$; fi; touch " + folder + "/said$i";
    try (Streams streams = Streams.shell(twice)) {
      Ending first = streams.run(0);
      await().until(() -> Files.exists(folder.resolve("said0")));
      Ending again = streams.run(0);
      assertThat(again.kind()).isEqualTo(Kind.DONE);
      assertThat(again.output()).as("another program's").isNotEqualTo(first.output());
    }
  }

  @Test
  void whatIsTooLargeFailsForGood() throws Exception {
    ExecSettings small = Streams.settings(null, 10);
    try (Streams streams =
        Streams.shell(
            small,
            "case $i in 0) answer 12345678901;; 1) answer 1234567890;; *) cat /dev/zero;; esac")) {
      Ending large = streams.run(0);
      assertThat(large.kind()).isEqualTo(Kind.FAILED_FOR_GOOD);
      assertThat(large.error())
          .isEqualTo("its output is larger than 10 bytes, the limit that --max-result sets");
      assertThat(streams.run(1).kind()).isEqualTo(Kind.DONE);
      assertThat(streams.run(2).kind()).as("a line without an end").isEqualTo(Kind.FAILED_FOR_GOOD);
    }
  }

  @Test
  void wordsAreTakenAsTheyAreAndSecretsAreHidden() throws Exception {
    try (Streams streams =
        Streams.of(
            "sh",
            "-c",
            Streams.SHELL.formatted("answer \"\\\"$1 $HOME $GLEANER_JOB $GLEANER_WORKER\\\"\""),
            "sh",
            "{}")) {
      assertThat(streams.run(0).output().text()).isEqualTo("{}  a job " + Streams.WORKER);
    }
    assertThatThrownBy(() -> Streams.of("no-such-program-here"))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("no-such-program-here");
  }
}
