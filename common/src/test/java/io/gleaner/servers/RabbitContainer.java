package io.gleaner.servers;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.testcontainers.containers.Container;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/** A RabbitMQ in a container, which goes with {@link #close}. */
public final class RabbitContainer implements RabbitServer {
  private static final int READABLE = 0644;

  private final String password = Containers.secret();
  private final RabbitMQContainer container;

  private RabbitContainer(Image image) {
    container =
        new RabbitMQContainer(image.name)
            .withAdminUser("gleaner")
            .withAdminPassword(password)
            // A busy machine takes its time to start an Erlang machine.
            .withStartupTimeout(Duration.ofMinutes(3));
  }

  /** Starts one with the settings that it comes with. */
  public static RabbitContainer start(Image image) {
    Containers.required();
    RabbitContainer server = new RabbitContainer(image);
    server.container.start();
    return server;
  }

  /** Starts one that takes a message from who holds it for longer than this. */
  public static RabbitContainer start(Image image, Duration consumerTimeout) {
    Containers.required();
    RabbitContainer server = new RabbitContainer(image);
    server
        .container
        .withCopyToContainer(
            Transferable.of(RabbitServer.conf(consumerTimeout), READABLE),
            "/etc/rabbitmq/conf.d/90-timeout.conf")
        .withCopyToContainer(
            Transferable.of(RabbitServer.advanced(), READABLE), "/etc/rabbitmq/advanced.config");
    server.container.start();
    return server;
  }

  @Override
  public String uri() {
    return uri("gleaner", password);
  }

  /** Its address for another user. */
  public String uri(String user, String password) {
    return String.format(
        Locale.ROOT,
        "amqp://%s:%s@%s:%d",
        user,
        password,
        container.getHost(),
        container.getAmqpPort());
  }

  /** Runs rabbitmqctl inside; returns what it prints, and fails if it does. */
  public String ctl(String... words) {
    List<String> command = new ArrayList<>(List.of("rabbitmqctl", "--quiet"));
    command.addAll(List.of(words));
    try {
      Container.ExecResult result = container.execInContainer(command.toArray(String[]::new));
      if (result.getExitCode() != 0) {
        throw new IllegalStateException(command + ": " + result.getStdout() + result.getStderr());
      }
      return result.getStdout();
    } catch (IOException e) {
      throw new IllegalStateException(String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    container.stop();
  }

  /** The images that the tests run on. */
  public enum Image {
    /** Of the 4.0 line, or later where the tag has moved on. */
    V4("rabbitmq:4-management"),
    /** The first line that cancels consumers instead of closing channels. */
    V4_3("rabbitmq:4.3-management");

    private final String name;

    Image(String name) {
      this.name = name;
    }
  }
}
