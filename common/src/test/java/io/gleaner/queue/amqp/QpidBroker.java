package io.gleaner.queue.amqp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.port.AmqpPort;

/** An embedded broker on a free loopback port, started once for all tests of the JVM. */
final class QpidBroker {
  private static final String CONFIGURATION =
      """
      {
        "name": "test", "modelVersion": "9.1",
        "authenticationproviders": [{
          "name": "plain", "type": "Plain", "secureOnlyMechanisms": [],
          "users": [{"name": "guest", "type": "managed", "password": "guest"}]}],
        "ports": [{
          "name": "amqp", "type": "AMQP", "bindingAddress": "127.0.0.1", "port": "0",
          "protocols": ["AMQP_0_9_1"], "authenticationProvider": "plain",
          "virtualhostaliases": [
            {"name": "nameAlias", "type": "nameAlias"},
            {"name": "defaultAlias", "type": "defaultAlias"}]}],
        "virtualhostnodes": [{
          "name": "default", "type": "Memory", "defaultVirtualHostNode": "true",
          "virtualHostInitialConfiguration": "{\\"type\\": \\"Memory\\"}"}]
      }
      """;

  private static int port;

  private QpidBroker() {}

  /** Starts the broker if it is not running yet. */
  static synchronized String uri() {
    if (port == 0) {
      port = start();
    }
    return "amqp://guest:guest@127.0.0.1:" + port;
  }

  private static int start() {
    PortFinder found = new PortFinder();
    SystemLauncher launcher = new SystemLauncher(found);
    try {
      Path folder = Files.createTempDirectory("gleaner-qpid-");
      Path configuration = folder.resolve("configuration.json");
      Files.writeString(configuration, CONFIGURATION, StandardCharsets.UTF_8);
      launcher.startup(
          Map.of(
              "type",
              "Memory",
              "initialConfigurationLocation",
              configuration.toUri().toString(),
              "startupLoggedToSystemOut",
              "false",
              "context",
              Map.of("qpid.work_dir", folder.toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("the embedded broker did not start", e);
    }
    return found.port();
  }

  private static final class PortFinder
      extends SystemLauncherListener.DefaultSystemLauncherListener {
    private final Set<SystemConfig<?>> systems = new HashSet<>();

    @Override
    public void onContainerResolve(SystemConfig<?> system) {
      systems.add(system);
    }

    int port() {
      return systems.stream()
          .flatMap(system -> system.getContainer().getChildren(Port.class).stream())
          .filter(AmqpPort.class::isInstance)
          .mapToInt(each -> ((AmqpPort<?>) each).getBoundPort())
          .findFirst()
          .orElseThrow();
    }
  }
}
