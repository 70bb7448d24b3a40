package io.gleaner.faults.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program, started from outside the cluster. */
final class Launch {
  private final Namespace namespace;
  private final Path folder;
  private final Path out;
  private final Path err;
  private final Process process;

  private Launch(Namespace namespace, Path folder, Path out, Path err, Process process) {
    this.namespace = namespace;
    this.folder = folder;
    this.out = out;
    this.err = err;
    this.process = process;
  }

  static Launch of(Namespace namespace, Path folder, Path items, List<String> words)
      throws IOException {
    // What a script runs in its background ignores Ctrl-C, and so does all that it starts.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(System.getProperty("gleaner.program", "gleaner"));
    command.addAll(words);
    Path out = Files.createTempFile(folder, "run", ".out");
    Path err = Files.createTempFile(folder, "run", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(items.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    builder.environment().putAll(namespace.servers());
    return new Launch(namespace, folder, out, err, builder.start());
  }

  /** The same again, with the words that it printed itself. */
  Launch resumed(Path items) throws IOException {
    return of(namespace, folder, items, List.of(resumeCommand().split(" ")));
  }

  /** What it printed at its end, without the program's name. */
  String resumeCommand() throws IOException {
    String line =
        said().stream().filter(l -> l.contains("Resume with: ")).findFirst().orElseThrow();
    return line.substring(line.indexOf("Resume with: gleaner ") + 21);
  }

  void interrupt() throws IOException {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
  }

  /** As {@code kill -9}: it can do nothing any more. */
  void kill() {
    process.destroyForcibly();
  }

  int await() throws InterruptedException {
    if (!process.waitFor(8, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("it did not end");
    }
    return process.exitValue();
  }

  List<String> printed() throws IOException {
    return Files.readAllLines(out);
  }

  List<String> said() throws IOException {
    return Files.readAllLines(err);
  }
}
