package io.gleaner.faults.servers;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import io.gleaner.faults.process.Waiting;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;

/**
 * A Job's queue of items, as somebody with the broker's password meets it, past every proxy.
 *
 * @param backend the servers
 * @param name the queue's name
 */
public record ItemQueue(Backend backend, String name) {
  private static final int MILLIS = 5_000;
  private static final int ATTEMPTS = 20;
  private static final long AGAIN_MILLIS = 500;

  /** The queue of a Job. */
  public static ItemQueue of(Backend backend, String job) {
    return new ItemQueue(backend, "gleaner." + job);
  }

  /**
   * Takes all ready messages away.
   *
   * @return how many there were; empty if there is no such queue
   */
  public OptionalInt purge() {
    return ask(channel -> channel.queuePurge(name).getMessageCount());
  }

  /**
   * Deletes the queue with all that was in it, also what workers hold.
   *
   * @return how many messages were ready; empty if there is no such queue
   */
  public OptionalInt delete() {
    return ask(channel -> channel.queueDelete(name).getMessageCount());
  }

  /** A broker that has just been restarted may refuse for a while what it knows. */
  private OptionalInt ask(Question question) {
    IOException last = new IOException("never asked");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (Connection connection = connect()) {
        return OptionalInt.of(question.of(connection.createChannel()));
      } catch (IOException e) {
        if (missing(e)) {
          return OptionalInt.empty();
        }
        last = e;
      } catch (TimeoutException e) {
        last = new IOException(e);
      }
      if (!Waiting.pause(AGAIN_MILLIS)) {
        break;
      }
    }
    throw new IllegalStateException("the broker takes no request about " + name, last);
  }

  private Connection connect() throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    try {
      factory.setUri(backend.brokerUri(backend.broker().port()));
    } catch (URISyntaxException | GeneralSecurityException e) {
      throw new IllegalStateException("the harness' own address of the broker is none", e);
    }
    factory.setConnectionTimeout(MILLIS);
    factory.setHandshakeTimeout(MILLIS);
    factory.setChannelRpcTimeout(MILLIS);
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection("fault harness");
  }

  private static boolean missing(IOException error) {
    return error.getCause() instanceof ShutdownSignalException shutdown
        && shutdown.getReason() instanceof AMQP.Channel.Close close
        && close.getReplyCode() == AMQP.NOT_FOUND;
  }

  private interface Question {
    int of(Channel channel) throws IOException;
  }
}
