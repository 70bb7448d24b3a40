package io.gleaner.coordinator.launch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each way to keep Ctrl-C from the worker, where the one before is not installed. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "looks into /proc")
class OwnSessionTest {
  private static final String SAY =
      "echo $$; cut -d' ' -f6 /proc/$$/stat; grep SigIgn /proc/$$/status; exit 9";

  @TempDir private Path bin;

  @Test
  void setsidIsTheFirstChoice() throws Exception {
    ownSession("setsid");
  }

  @Test
  void perlDoesAsWell() throws Exception {
    ownSession("perl");
  }

  @Test
  void withoutBothTheWorkerIgnoresCtrlC() throws Exception {
    Process process = start(List.of());
    List<String> said = said(process);
    assertThat(said.get(0)).isEqualTo(Long.toString(process.pid()));
    // Bit n - 1 stands for signal n; 2 is INT, 3 is QUIT.
    assertThat(Long.parseLong(said.get(2).replaceAll(".*\\s", ""), 16) & 0b110).isEqualTo(0b110);
    assertThat(process.waitFor()).isEqualTo(9);
  }

  private void ownSession(String program) throws Exception {
    Process process = start(List.of(program));
    List<String> said = said(process);
    assertThat(said.get(0)).as("pid").isEqualTo(Long.toString(process.pid()));
    assertThat(said.get(1)).as("session").isEqualTo(said.get(0));
    assertThat(process.waitFor()).isEqualTo(9);
  }

  private Process start(List<String> installed) throws IOException {
    for (String program : installed) {
      Path real = Path.of("/usr/bin", program);
      assumeThat(real).as("installed here").exists();
      Files.createSymbolicLink(bin.resolve(program), real);
    }
    List<String> command = new ArrayList<>(OwnSession.prefix(Map.of("PATH", bin.toString())));
    command.addAll(List.of("/bin/sh", "-c", SAY));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static List<String> said(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }
}
