package io.gleaner.worker.handler.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Ending.Kind;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a command is given, and what becomes of how it ends. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandHandlerTest {
  private static final String[] ARGUMENT_IN_HEX = {
    "sh", "-c", "printf %s \"$1\" | od -An -v -tx1 | tr -d ' \\n'", "sh"
  };

  @Test
  void everyByteButNulReachesTheCommandUnchanged() throws Exception {
    byte[] all = new byte[255];
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (i + 1);
      hex.append(String.format("%02x", i + 1));
    }
    try (Commands commands = Commands.of(ARGUMENT_IN_HEX)) {
      assertThat(commands.run(Bytes.wrap(all)).output().text()).isEqualTo(hex.toString());
    }
  }

  @Test
  void leadingDashesSpacesQuotesAndEmptyItemsAreArgumentsAsTheyAre() throws Exception {
    try (Commands commands = Commands.of("printf", "<%s>", "{}", "{}")) {
      assertThat(commands.run("--help").output().text()).isEqualTo("<--help><--help>");
      assertThat(commands.run("a 'b' \"$c\" *\n").output().text())
          .isEqualTo("<a 'b' \"$c\" *\n><a 'b' \"$c\" *\n>");
      assertThat(commands.run("").output().text()).isEqualTo("<><>");
    }
  }

  @Test
  void aNulByteInAnArgumentFailsForGood() throws Exception {
    try (Commands commands = Commands.of("echo")) {
      Ending ending = commands.run("a\0b");
      assertThat(ending.kind()).isEqualTo(Kind.FAILED_FOR_GOOD);
      assertThat(ending.error()).contains("NUL").contains("--stdin");
    }
    try (Commands commands = Commands.of("echo", "{#}")) {
      assertThat(commands.run("a\0b").output().text()).isEqualTo("5\n");
    }
  }

  @Test
  void anItemTooLongForAnArgumentFailsForGood() throws Exception {
    try (Commands commands = Commands.of("echo")) {
      Ending ending = commands.run("x".repeat(4 << 20));
      assertThat(ending.kind()).isEqualTo(Kind.FAILED_FOR_GOOD);
      assertThat(ending.error()).contains("too long").contains("--stdin");
      assertThat(commands.run("short").output().text()).isEqualTo("short\n");
    }
  }

  @Test
  void theExitCodeDecides() throws Exception {
    try (Commands commands = Commands.of("sh", "-c", "echo out; echo err >&2; exit $1", "sh")) {
      Ending done = commands.run("0");
      assertThat(done.kind()).isEqualTo(Kind.DONE);
      assertThat(done.exitCode()).isZero();
      assertThat(done.error()).isEmpty();
      Ending failed = commands.run("3");
      assertThat(failed.kind()).isEqualTo(Kind.FAILED);
      assertThat(failed.exitCode()).isEqualTo(3);
      assertThat(failed.error()).isEqualTo("exited with 3");
      assertThat(failed.output().text()).isEqualTo("out\n");
      assertThat(failed.stderrTail()).isEqualTo("err\n");
      assertThat(commands.stderr).containsExactly("4: err", "4: err");
    }
  }

  @Test
  void aSignalIsToldByNumberAndName() throws Exception {
    try (Commands commands = Commands.of("sh", "-c", "kill -$1 $$", "sh")) {
      Ending ending = commands.run("9");
      assertThat(ending.kind()).isEqualTo(Kind.FAILED);
      assertThat(ending.exitCode()).isEqualTo(137);
      assertThat(ending.error()).isEqualTo("killed by signal 9 (SIGKILL)");
      assertThat(commands.run("15").error()).isEqualTo("killed by signal 15 (SIGTERM)");
    }
  }

  @Test
  void theEnvironmentTellsTheAttemptAndHidesSecrets() throws Exception {
    assertThat(System.getenv("HOME")).as("a variable to hide").isNotNull();
    try (Commands commands = Commands.of("sh", "-c", "env")) {
      List<String> environment = commands.run("").output().text().lines().toList();
      assertThat(environment)
          .contains(
              "GLEANER_JOB=a job",
              "GLEANER_ITEM_INDEX=4",
              "GLEANER_ATTEMPT=2",
              "GLEANER_FENCING_TOKEN=99",
              "GLEANER_WORKER=" + Commands.WORKER,
              "PATH=" + System.getenv("PATH"))
          .noneMatch(line -> line.startsWith("HOME="));
    }
  }

  @Test
  void nothingButThreeDescriptorsIsInherited() throws Exception {
    // A socket of the JVM is not close-on-exec by itself.
    try (ServerSocket open = new ServerSocket(0);
        Commands commands = Commands.of("sh", "-c", "ls /proc/self/fd | tr '\\n' ' '")) {
      assertThat(open.isBound()).isTrue();
      // ls itself opens the folder as 3.
      assertThat(commands.run("").output().text()).isEqualTo("0 1 2 3 ");
    }
  }

  @Test
  void anOldSystemInheritsNoMoreAndNoticesTheEndToo() throws Exception {
    try (ServerSocket open = new ServerSocket(0);
        Commands commands =
            Commands.onOldSystem(
                "sh", "-c", "ls /proc/self/fd | tr '\\n' ' '; sleep 0.1; exit 3")) {
      assertThat(open.isBound()).isTrue();
      Ending ending = commands.run("");
      assertThat(ending.output().text()).isEqualTo("0 1 2 3 ");
      assertThat(ending.exitCode()).isEqualTo(3);
    }
  }

  @Test
  void noSignalIsIgnoredOrBlockedInACommand() throws Exception {
    try (Commands commands =
        Commands.of("grep", "-hE", "^Sig(Blk|Ign)", "/proc/self/status", "-s")) {
      String masks = commands.run("no such file").output().text();
      // glibc itself ignores its two internal signals, 32 and 33, in what it spawns.
      assertThat(masks.lines())
          .hasSize(2)
          .allMatch(line -> (Long.parseLong(line.substring(8), 16) & ~0x1_8000_0000L) == 0);
    }
  }

  @Test
  void standardInputIsEmptyUnlessTheItemIsWrittenToIt() throws Exception {
    try (Commands commands = Commands.of("sh", "-c", "readlink /proc/self/fd/0; cat")) {
      assertThat(commands.run("item").output().text()).isEqualTo("/dev/null\n");
    }
  }

  @Test
  void aScriptWithoutAFirstLineIsRunByTheShell(@TempDir Path folder) throws Exception {
    Path script = Files.writeString(folder.resolve("script"), "echo \"$0 $#: $1\"\n");
    executable(script);
    try (Commands commands = Commands.of(script.toString())) {
      Ending ending = commands.run("an item");
      assertThat(ending.output().text()).isEqualTo(script + " 1: an item\n");
    }
  }

  @Test
  void aCommandThatVanishesFailsTheAttemptOnly(@TempDir Path folder) throws Exception {
    Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\necho\n");
    executable(script);
    try (Commands commands = Commands.of(script.toString())) {
      Files.delete(script);
      Ending ending = commands.run("x");
      assertThat(ending.kind()).isEqualTo(Kind.FAILED);
      assertThat(ending.exitCode()).isEqualTo(127);
      assertThat(ending.error()).contains(script.toString()).contains("No such file");
    }
  }

  @Test
  void aCommandWordMadeFromTheItemIsFoundForEachItem() throws Exception {
    try (Commands commands = Commands.of("{}", "{}")) {
      assertThat(commands.run("echo").output().text()).isEqualTo("echo\n");
      Ending ending = commands.run("no-such-command");
      assertThat(ending.exitCode()).isEqualTo(127);
      assertThat(ending.error()).startsWith("there is no command no-such-command in PATH");
    }
  }

  @Test
  void twoHundredAtOnceEndOnceEachAndLeakNoDescriptor() throws Exception {
    try (Commands commands = Commands.of("echo", "{#}")) {
      commands.run("first, so that everything is loaded");
      int before = openDescriptors();
      int total = 200;
      CountDownLatch left = new CountDownLatch(total);
      ConcurrentHashMap<Long, AtomicInteger> endings = new ConcurrentHashMap<>();
      ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
      for (int i = 0; i < total; i++) {
        long index = i;
        Assignment assignment = new Assignment("job", index, 1, 1, 1, Bytes.EMPTY);
        commands
            .handler()
            .start(
                assignment,
                ending -> {
                  endings.computeIfAbsent(index, any -> new AtomicInteger()).incrementAndGet();
                  if (!ending.output().text().equals((index + 1) + "\n")) {
                    wrong.add(index + ": " + ending);
                  }
                  left.countDown();
                });
      }
      assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
      commands.close();
      assertThat(wrong).isEmpty();
      assertThat(endings).hasSize(total).allSatisfy((i, n) -> assertThat(n).hasValue(1));
      assertThat(openDescriptors()).isLessThanOrEqualTo(before);
    }
  }

  private static int openDescriptors() throws IOException {
    try (var fds = Files.list(Path.of("/proc/self/fd"))) {
      return (int) fds.count();
    }
  }

  private static void executable(Path file) {
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
