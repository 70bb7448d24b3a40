package io.gleaner.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.manifest.Manifest;
import io.gleaner.coordinator.manifest.ManifestReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BesideManifestTest {
  private static final String JOB =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: pi}
      spec:
        template:
          spec:
            restartPolicy: Never
            containers: [{name: pi, image: perl, CONTAINER}]
      """;

  private final List<String> warnings = new ArrayList<>();

  @Test
  void aRelativeCommandRunsBesideItsManifestAndThatIsSaid() {
    assertThat(workingDir("command: [./pi.sh]")).isEqualTo("/srv/jobs");
    assertThat(warnings)
        .containsExactly(
            "/srv/jobs/pi.yaml: pi: the command ./pi.sh is relative and has no workingDir; it runs"
                + " with workingDir /srv/jobs.");
  }

  @Test
  void aCommandOfThePathAndAnAbsoluteOneStayAsTheyAre() {
    assertThat(workingDir("command: [perl]")).isEmpty();
    assertThat(workingDir("command: [/bin/true]")).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void argsWithoutACommandAreTheCommand() {
    assertThat(workingDir("args: [bin/pi]")).isEqualTo("/srv/jobs");
  }

  @Test
  void aRelativeWorkingDirIsTakenFromBesideTheManifest() {
    assertThat(workingDir("workingDir: ../sub, command: [./pi.sh]")).isEqualTo("/srv/sub");
    assertThat(workingDir("workingDir: /opt, command: [./pi.sh]")).isEqualTo("/opt");
    assertThat(warnings).isEmpty();
  }

  @Test
  void standardInputIsInTheCurrentFolder() {
    assertThat(workingDir("-", "command: [./pi.sh]"))
        .isEqualTo(Path.of("").toAbsolutePath().toString());
  }

  private String workingDir(String container) {
    return workingDir("/srv/jobs/pi.yaml", container);
  }

  private String workingDir(String file, String container) {
    byte[] bytes = JOB.replace("CONTAINER", container).getBytes(StandardCharsets.UTF_8);
    Manifest read = new ManifestReader().read(file, bytes).manifests().get(0);
    return new BesideManifest(file, warnings::add)
        .located(read)
        .spec()
        .at("/template/spec/containers/0/workingDir")
        .asText();
  }
}
