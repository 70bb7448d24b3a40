package io.gleaner.faults.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.faults.control.Coordination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same WorkQueueJob file has the same end on this machine and in a cluster. */
@Tag("kubernetes")
@Timeout(1_200)
class SameFileE2E {
  private static final int ITEMS = 40;

  @TempDir private Path folder;

  @Test
  void aWorkQueueJobEndsInTheClusterAsItDoesHere() throws IOException {
    Namespace.required();
    try (Namespace namespace = new Namespace(folder)) {
      namespace.prepare();
      Ends here = here();
      Ends there = inTheCluster(namespace);
      assertThat(here.complete())
          .containsExactly(
              "0",
              IntStream.rangeClosed(1, ITEMS)
                  .mapToObj(i -> "out " + i + "\n")
                  .reduce("", String::concat));
      assertThat(here.deadLetters())
          .containsExactly("3", "6\t7\t1 attempt, exit 1\texited with 1\n");
      assertThat(here.neverStarted()).isEqualTo(3);
      assertThat(there).isEqualTo(here);
    }
  }

  private Ends here() throws IOException {
    Path place = Files.createDirectory(folder.resolve("here"));
    try (Coordination local = new Coordination(place, Map.of())) {
      local.start();
      return ends(local, List.of("apply"));
    }
  }

  private Ends inTheCluster(Namespace namespace) throws IOException {
    Path place = Files.createDirectory(folder.resolve("there"));
    // No coordinator is started: the cluster runs the workers.
    try (Coordination cluster = new Coordination(place, namespace.servers())) {
      return ends(cluster, List.of("apply", "--on", "kubernetes", "-n", namespace.name()));
    }
  }

  private static Ends ends(Coordination where, List<String> apply) {
    where.write(
        "items",
        IntStream.rangeClosed(1, ITEMS).mapToObj(i -> i + "\n").reduce("", String::concat));
    apply(where, apply, "good", "maxAttempts: 1", "[sh, -c, 'echo \"out $1\"', sh]");
    apply(where, apply, "bad", "maxAttempts: 1", "[sh, -c, 'test \"$1\" != 7', sh]");
    // No worker gets as far as an item: the Job is given up, and the ledger has to hear of it.
    apply(where, apply, "never", "backoffLimit: 0", "[/no/such/program]");
    List<String> complete =
        List.of(wait(where, "good"), where.gleaner("results", "good", "--keep-order"));
    List<String> deadLetters = List.of(wait(where, "bad"), where.gleaner("dead-letters", "bad"));
    return new Ends(complete, deadLetters, Integer.parseInt(wait(where, "never")));
  }

  private static String wait(Coordination where, String job) {
    return String.valueOf(where.exitOf("wait", job, "--timeout", "3m"));
  }

  private static void apply(
      Coordination where, List<String> apply, String job, String setting, String command) {
    where.write(
        job + ".yaml",
        """
        apiVersion: gleaner.io/v1
        kind: WorkQueueJob
        metadata: {name: %s}
        spec:
          parallelism: 2
          lease: 5s
          %s
          items: {file: items}
          template:
            spec:
              containers:
              - name: it
                image: %s
                imagePullPolicy: IfNotPresent
                command: %s
        """
            .formatted(job, setting, Namespace.WORKER_IMAGE, command));
    List<String> words = new ArrayList<>(apply);
    words.addAll(List.of("-f", job + ".yaml"));
    where.gleaner(words.toArray(String[]::new));
  }

  /** What people see: what {@code wait} exits with, and what the Job has left them. */
  private record Ends(List<String> complete, List<String> deadLetters, int neverStarted) {}
}
