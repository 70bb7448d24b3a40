package io.gleaner.coordinator.launch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.GleanerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerProgramTest {
  @TempDir private Path home;

  @Test
  void theWorkerRunsOnTheSameJavaWithTheDistributionsJarAndFlags() throws Exception {
    Path jar = Files.createDirectory(home.resolve("lib")).resolve("gleaner-worker-1.2.jar");
    Files.createFile(jar);
    Files.createFile(jar.resolveSibling("gleaner-coordinator-1.2.jar"));
    WorkerProgram program =
        WorkerProgram.ofDistribution(
            Map.of(
                "GLEANER_HOME", home.toString(),
                "GLEANER_JAVA_FLAGS", "-Xmx512m  -XX:+UseSerialGC",
                "GLEANER_JAVA_OPTS", " -Xmx1g "));
    assertThat(program.command())
        .containsExactly(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-Xmx1g",
            "-cp",
            jar.toString(),
            "io.gleaner.worker.cli.WorkerMain");
  }

  @Test
  void anArchiveOfClassesIsUsedWhereThereIsOneAndTheUsersOptionsComeBehindIt() throws Exception {
    Path lib = Files.createDirectory(home.resolve("lib"));
    Files.createFile(lib.resolve("gleaner-worker-1.2.jar"));
    Path archive = Files.createFile(lib.resolve("worker.jsa"));
    WorkerProgram program =
        WorkerProgram.ofDistribution(
            Map.of("GLEANER_HOME", home.toString(), "GLEANER_JAVA_OPTS", "-Xshare:off"));
    assertThat(program.command())
        .containsSubsequence("-XX:SharedArchiveFile=" + archive, "-Xshare:off", "-cp");
  }

  @Test
  void outsideADistributionTheErrorSaysHowToStart() {
    assertThatThrownBy(() -> WorkerProgram.ofDistribution(Map.of()))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("GLEANER_HOME is not set")
        .hasMessageContaining("bin/gleaner");
  }

  @Test
  void aDistributionWithoutTheWorkerIsNotWhole() throws Exception {
    Map<String, String> env = Map.of("GLEANER_HOME", home.toString());
    assertThatThrownBy(() -> WorkerProgram.ofDistribution(env))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("is not a whole distribution");
    Files.createDirectory(home.resolve("lib"));
    assertThatThrownBy(() -> WorkerProgram.ofDistribution(env))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("is not a whole distribution");
  }
}
