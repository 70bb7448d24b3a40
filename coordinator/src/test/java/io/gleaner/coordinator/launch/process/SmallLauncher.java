package io.gleaner.coordinator.launch.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process that does nothing but hold a stand-in worker, to be killed by a test. */
final class SmallLauncher {
  private SmallLauncher() {}

  static Process start(Path logs, String script) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SmallLauncher.class.getName(),
            logs.toString(),
            script)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The child process: a folder and the stand-in's script. Says the worker's pid. */
  public static void main(String[] args) throws Exception {
    WorkerProgram standIn = new WorkerProgram(List.of("/bin/sh", "-c", args[1], "stand-in"));
    ProcessSettings settings =
        new ProcessSettings(standIn, Path.of(args[0]), Duration.ofSeconds(1));
    ProcessLauncher launcher = new ProcessLauncher(settings, new Witness());
    System.out.println(launcher.launch(ProcessLauncherTest.order()).pid().orElseThrow());
    // A sibling, started later: it must not hold the first one's input open.
    launcher.launch(ProcessLauncherTest.order());
    new CountDownLatch(1).await();
    launcher.close();
  }
}
