package io.gleaner.coordinator.embedded;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.net.URI;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.security.auth.Subject;
import org.apache.qpid.server.configuration.updater.TaskExecutor;
import org.apache.qpid.server.configuration.updater.TaskExecutorImpl;
import org.apache.qpid.server.logging.EventLogger;
import org.apache.qpid.server.logging.LoggingMessageLogger;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.security.SubjectExecutionContext;
import org.apache.qpid.server.security.auth.TaskPrincipal;
import org.apache.qpid.server.store.MemorySystemConfigImplFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Qpid broker inside this process: AMQP 0-9-1 on a free loopback port, everything in memory. What
 * it holds is gone with the process, which loses nothing: the items are in the coordinator's spool,
 * and the ledger knows which of them are done.
 */
final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final String USER = "gleaner";
  private static final long STOP_SECONDS = 10;

  private final SystemConfig<?> system;
  private final TaskExecutor tasks;
  private final URI uri;

  private EmbeddedBroker(SystemConfig<?> system, TaskExecutor tasks, URI uri) {
    this.system = system;
    this.tasks = tasks;
    this.uri = uri;
  }

  /**
   * Starts a broker and waits until it takes connections.
   *
   * @param workFolder where it may write, though it is configured to write nothing
   * @throws GleanerException transient, if it does not start
   */
  static EmbeddedBroker start(Path workFolder) {
    QpidQuiet.logging();
    QpidQuiet.certificates();
    String password = Secrets.password();
    TaskExecutor tasks = new TaskExecutorImpl();
    // Not Qpid's SystemLauncher: that swallows a failed start and prints it to standard output.
    EventLogger events = new EventLogger(new LoggingMessageLogger(false));
    Principal principal = new SystemPrincipal();
    try {
      tasks.start();
      Subject subject =
          new Subject(true, Set.of(principal, new TaskPrincipal("Broker")), Set.of(), Set.of());
      return SubjectExecutionContext.withSubject(
          subject,
          () -> {
            SystemConfig<?> system =
                new MemorySystemConfigImplFactory()
                    .newInstance(
                        tasks,
                        events,
                        principal,
                        BrokerConfiguration.attributes(workFolder, USER, password));
            system.open();
            QpidQuiet.shutdown(system.getContainer());
            int port = boundPort(system);
            URI uri = URI.create("amqp://%s:%s@127.0.0.1:%d".formatted(USER, password, port));
            return new EmbeddedBroker(system, tasks, uri);
          });
    } catch (Exception e) {
      tasks.stopImmediately();
      throw new GleanerException(
          ErrorKind.TRANSIENT, "The embedded broker did not start: " + e.getMessage(), e);
    }
  }

  /** Where clients connect, with user and password; the virtual host is the default one. */
  URI uri() {
    return uri;
  }

  /** Stops it: connections are cut, and all that it held is gone. */
  @Override
  public void close() {
    try {
      system.closeAsync().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The embedded broker did not stop cleanly", e);
    } finally {
      tasks.stopImmediately();
    }
  }

  private static int boundPort(SystemConfig<?> system) {
    Broker<?> broker = (Broker<?>) system.getContainer();
    for (Port<?> port : broker.getChildren(Port.class)) {
      if (port.getBoundPort() > 0) {
        return port.getBoundPort();
      }
    }
    throw new IllegalStateException("it listens on no port");
  }

  /** In whose name the broker's own tasks run. */
  private static final class SystemPrincipal implements Principal {
    @Override
    public String getName() {
      return "gleaner";
    }
  }
}
