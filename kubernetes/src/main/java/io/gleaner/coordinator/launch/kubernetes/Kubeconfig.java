package io.gleaner.coordinator.launch.kubernetes;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.gleaner.coordinator.launch.cluster.ClusterAddress;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads kubeconfigs as kubectl does, and says what is missing in them. */
final class Kubeconfig {
  private Kubeconfig() {}

  static Config read(ClusterAddress address) {
    List<Path> files = files(address);
    if (files.isEmpty()) {
      return inPod(address);
    }
    List<io.fabric8.kubernetes.api.model.Config> parsed =
        files.stream().map(Kubeconfig::parse).toList();
    NamedContext context = context(address, files, parsed);
    Config config = load(address, context.getName(), files);
    config.setNamespace(
        Optional.ofNullable(address.namespace())
            .or(() -> Optional.ofNullable(context.getContext().getNamespace()))
            .filter(name -> !name.isEmpty())
            .orElse("default"));
    return config;
  }

  private static Config load(ClusterAddress address, String context, List<Path> files) {
    try {
      return address.kubeconfig() == null
          ? Config.autoConfigure(context)
          : Config.fromKubeconfig(context, files.get(0).toFile());
    } catch (KubernetesClientException e) {
      throw new GleanerException(
          ErrorKind.CONFIGURATION,
          "The context %s of %s cannot be used: %s"
              .formatted(context, names(files), e.getMessage()),
          e);
    }
  }

  private static List<Path> files(ClusterAddress address) {
    Path given = address.kubeconfig();
    if (given != null) {
      if (!Files.isReadable(given)) {
        throw GleanerException.configuration(
            "The kubeconfig %s is not there, or cannot be read.".formatted(given));
      }
      return List.of(given);
    }
    return Config.getKubeconfigFilenames().stream()
        .map(Path::of)
        .filter(Files::isReadable)
        .toList();
  }

  private static Config inPod(ClusterAddress address) {
    if (!Files.isReadable(Path.of(Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH))) {
      throw GleanerException.configuration(
          "There is no kubeconfig (%s): give --kubeconfig FILE, or set KUBECONFIG."
              .formatted(String.join(", ", Config.getKubeconfigFilenames())));
    }
    if (address.context() != null) {
      throw GleanerException.configuration(
          "There is no context %s, because there is no kubeconfig.".formatted(address.context()));
    }
    Config config = Config.autoConfigure(null);
    config.setNamespace(Objects.requireNonNullElse(address.namespace(), config.getNamespace()));
    return config;
  }

  private static io.fabric8.kubernetes.api.model.Config parse(Path file) {
    try {
      return Serialization.unmarshal(
          Files.readString(file), io.fabric8.kubernetes.api.model.Config.class);
    } catch (IOException | RuntimeException e) {
      throw new GleanerException(
          ErrorKind.CONFIGURATION, "%s is no kubeconfig.".formatted(file), e);
    }
  }

  private static NamedContext context(
      ClusterAddress address,
      List<Path> files,
      List<io.fabric8.kubernetes.api.model.Config> parsed) {
    @Nullable String wanted =
        address.context() != null
            ? address.context()
            : parsed.stream()
                .map(io.fabric8.kubernetes.api.model.Config::getCurrentContext)
                .filter(name -> name != null && !name.isEmpty())
                .findFirst()
                .orElse(null);
    if (wanted == null) {
      throw GleanerException.configuration(
          "The kubeconfig %s has no current context: give --context.".formatted(names(files)));
    }
    List<String> known = new ArrayList<>();
    for (io.fabric8.kubernetes.api.model.Config file : parsed) {
      for (NamedContext context : file.getContexts()) {
        if (context.getName().equals(wanted)) {
          return context;
        }
        known.add(context.getName());
      }
    }
    throw GleanerException.configuration(
        "There is no context %s in %s. There %s: %s."
            .formatted(
                wanted,
                names(files),
                known.size() == 1 ? "is" : "are",
                known.isEmpty() ? "none" : String.join(", ", known)));
  }

  private static String names(List<Path> files) {
    return String.join(", ", files.stream().map(Path::toString).toList());
  }
}
