package io.gleaner.coordinator.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.gleaner.coordinator.launch.cluster.ClusterAddress;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
  @TempDir private Path folder;
  private Path file = Path.of("unset");

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("config");
    Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        clusters:
        - {name: one, cluster: {server: "https://one.example:6443"}}
        users: [{name: me, user: {token: t}}]
        contexts:
        - {name: first, context: {cluster: one, user: me, namespace: mine}}
        - {name: second, context: {cluster: one, user: me}}
        current-context: first
        """);
  }

  @Test
  void theContextsNamespaceCountsUnlessOneIsGiven() {
    assertThat(read(null, null).getNamespace()).isEqualTo("mine");
    assertThat(read("second", null).getNamespace()).isEqualTo("default");
    assertThat(read(null, "other").getNamespace()).isEqualTo("other");
  }

  @Test
  void anUnknownContextIsToldWithThoseThatThereAre() {
    assertThatThrownBy(() -> read("third", null))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("no context third")
        .hasMessageContaining("first, second");
  }

  @Test
  void aMissingFileIsToldByItsName() {
    Path missing = folder.resolve("nothing");
    assertThatThrownBy(() -> Kubeconfig.read(new ClusterAddress(missing, null, null)))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining(missing.toString());
  }

  private Config read(@Nullable String context, @Nullable String namespace) {
    return Kubeconfig.read(new ClusterAddress(file, context, namespace));
  }
}
