package io.gleaner.coordinator.launch.cluster;

import io.gleaner.coordinator.launch.process.WorkerProgram;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Finds the part of the distribution that knows Kubernetes. It is not on the class path: its client
 * is large, and no other command is to pay for it.
 */
public final class ClusterConnectors {
  private ClusterConnectors() {}

  /**
   * The connector of this program's distribution.
   *
   * @param env the environment, for what bin/gleaner sets
   * @throws GleanerException configuration, if the distribution is without it
   */
  // The loader is for the rest of the program: what it loaded is still to load more.
  @SuppressWarnings("resource")
  public static ClusterConnector find(Map<String, String> env) {
    List<URL> jars =
        jars(Path.of(env.getOrDefault(WorkerProgram.HOME_VARIABLE, ""), "lib/kubernetes"));
    ClassLoader loader =
        new URLClassLoader(
            "kubernetes", jars.toArray(URL[]::new), ClusterConnectors.class.getClassLoader());
    // The client looks for its own parts by the thread's loader.
    Thread.currentThread().setContextClassLoader(loader);
    return ServiceLoader.load(ClusterConnector.class, loader)
        .findFirst()
        .orElseThrow(
            () ->
                GleanerException.configuration(
                    "This installation of Gleaner is without its part for Kubernetes: the folder"
                        + " lib/kubernetes is missing. Install it again."));
  }

  private static List<URL> jars(Path folder) {
    List<URL> urls = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
        for (Path jar : jars) {
          urls.add(jar.toUri().toURL());
        }
      } catch (IOException e) {
        throw new GleanerException(
            ErrorKind.CONFIGURATION,
            "The folder %s cannot be read: %s".formatted(folder, e.getMessage()),
            e);
      }
    }
    return urls;
  }
}
