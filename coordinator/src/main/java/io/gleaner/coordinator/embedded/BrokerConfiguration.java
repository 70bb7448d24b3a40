package io.gleaner.coordinator.embedded;

import java.net.URL;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.port.AmqpPort;

/**
 * What the embedded broker is told, beside broker.json: limits far above what a Job needs, since a
 * limit that is reached looks to a worker like a broken broker.
 */
final class BrokerConfiguration {
  private BrokerConfiguration() {}

  /** The attributes of Qpid's system. The password stays in memory: it is in no file. */
  static Map<String, Object> attributes(Path workFolder, String user, String password) {
    URL initial =
        Objects.requireNonNull(
            BrokerConfiguration.class.getResource("broker.json"), "broker.json is not packaged");
    Map<String, Object> attributes = new HashMap<>();
    attributes.put(SystemConfig.INITIAL_CONFIGURATION_LOCATION, initial.toString());
    attributes.put(SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, false);
    attributes.put("preferenceStoreAttributes", Map.of("type", "Noop"));
    attributes.put("context", context(workFolder, user, password));
    return attributes;
  }

  private static Map<String, String> context(Path workFolder, String user, String password) {
    Map<String, String> context = new HashMap<>();
    context.put("gleaner.broker.user", user);
    context.put("gleaner.broker.password", password);
    context.put(SystemConfig.QPID_WORK_DIR, workFolder.toString());
    // Without it a port that cannot be bound leaves a broker that runs and listens to nobody.
    context.put(Broker.BROKER_FAIL_STARTUP_WITH_ERRORED_CHILD, "true");
    // RabbitMQ's arguments (x-queue-type, x-consumer-timeout, …) mean nothing here.
    context.put("queue.behaviourOnUnknownDeclareArgument", "IGNORE");
    // A worker has a channel for each consumer; RabbitMQ's own limit.
    context.put(AmqpPort.SESSION_COUNT_LIMIT, "2047");
    // A machine that is starting many workers at once is slow; the default is 2 seconds.
    context.put(AmqpPort.PROTOCOL_HANDSHAKE_TIMEOUT, "30000");
    // Nothing here blocks on a disk, so a few threads serve hundreds of connections.
    context.put("virtualhost.connectionThreadPool.size", "8");
    context.put("virtualhost.connectionThreadPool.numberOfSelectors", "1");
    context.put("virtualhost.housekeepingThreadCount", "1");
    return context;
  }
}
