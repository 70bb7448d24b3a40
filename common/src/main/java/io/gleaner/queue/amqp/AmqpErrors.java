package io.gleaner.queue.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.MissedHeartbeatException;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ProtocolVersionMismatchException;
import com.rabbitmq.client.ShutdownSignalException;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.EOFException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Translates the client library's exceptions, once, into sentences that say where, why and what to
 * do.
 */
final class AmqpErrors {
  private AmqpErrors() {}

  /**
   * Why no connection could be made. An unknown name counts as transient: while a cluster starts,
   * names come late.
   */
  static GleanerException connecting(BrokerAddress address, Exception error) {
    String broker = "The broker at " + address.place();
    if (find(error, AuthenticationFailureException.class) != null) {
      return configuration(
          broker + " refuses the user " + address.user() + ": check its name and password.", error);
    }
    if (find(error, PossibleAuthenticationFailureException.class) != null) {
      // It did not say so: one that was frozen, or goes down, ends a connection in this moment too.
      return GleanerException.unreachable(
          broker
              + " closed the connection while it looked at the user "
              + address.user()
              + ": it may not be ready; if it stays so, check the name and password.",
          error);
    }
    if (find(error, ProtocolVersionMismatchException.class) != null) {
      return configuration(broker + " does not speak AMQP 0-9-1.", error);
    }
    if (find(error, SSLException.class) != null && !hungUp(error)) {
      return configuration(
          broker
              + " offers no TLS connection that can be trusted ("
              + reason(error)
              + "): its certificate must be valid for this name and known to Java's trust store.",
          error);
    }
    int code = code(error);
    if (code == AMQP.NOT_ALLOWED && reason(error).contains("limit")) {
      return GleanerException.unreachable(
          broker + " takes no more connections: " + reason(error) + ".", error);
    }
    if (code == AMQP.NOT_ALLOWED || code == AMQP.ACCESS_REFUSED || code == AMQP.NOT_FOUND) {
      return configuration(
          broker
              + " has no virtual host "
              + address.virtualHost()
              + " that the user "
              + address.user()
              + " may use ("
              + reason(error)
              + "): correct the name, or permit it: "
              + permitting(address)
              + ".",
          error);
    }
    return GleanerException.unreachable(broker + " does not answer: " + reason(error) + ".", error);
  }

  /** Why something that was asked of a connected broker did not happen. */
  static GleanerException asking(BrokerAddress address, String what, Exception error) {
    if (error instanceof GleanerException translated) {
      return translated;
    }
    String message =
        what
            + " failed on the broker at "
            + address.place()
            + ": "
            + reason(error)
            + "."
            + advice(address, error);
    ErrorKind kind = nodeDown(error) ? ErrorKind.TRANSIENT : kind(code(error));
    return new GleanerException(kind, message, error);
  }

  /**
   * Why the broker forbids something that a worker must do.
   *
   * @param permission the broker's word: configure, write or read
   * @param what what it is needed for, with the place that it is needed on
   */
  static GleanerException forbidden(
      BrokerAddress address, String permission, String what, Throwable error) {
    return configuration(
        "The user "
            + address.user()
            + " has no "
            + permission
            + " permission to "
            + what
            + " on the broker at "
            + address.place()
            + " ("
            + reason(error)
            + "). Give it: "
            + permitting(address)
            + ".",
        error);
  }

  /** Whether the broker has refused something for want of a permission. */
  static boolean forbids(Throwable error) {
    return code(error) == AMQP.ACCESS_REFUSED;
  }

  private static String advice(BrokerAddress address, Exception error) {
    return forbids(error)
        ? " It needs configure, write and read permission on gleaner.* and amq.default: "
            + permitting(address)
            + "."
        : "";
  }

  /** What gives the user all that Gleaner needs; it replaces what the user has there. */
  private static String permitting(BrokerAddress address) {
    return "rabbitmqctl set_permissions -p '"
        + address.virtualHost()
        + "' '"
        + address.user()
        + "' '^gleaner\\.' '^amq\\.default$' '^gleaner\\.'";
  }

  /**
   * As a broker does in the middle of a handshake when it is stopped; no certificate is to blame.
   */
  private static boolean hungUp(Exception error) {
    return find(error, EOFException.class) != null || find(error, SocketException.class) != null;
  }

  /** Whether a message is larger than RabbitMQ's max_message_size. */
  static boolean tooLarge(Throwable error) {
    return code(error) == AMQP.PRECONDITION_FAILED && reason(error).contains("message size");
  }

  /** RabbitMQ says 404 too of a queue that is there, but whose node is down. */
  static boolean nodeDown(Throwable error) {
    return code(error) == AMQP.NOT_FOUND && reason(error).contains("down or inaccessible");
  }

  /** Why a connection or a channel is gone, for a sentence. */
  static String reason(Throwable error) {
    ShutdownSignalException closed = find(error, ShutdownSignalException.class);
    if (closed != null && closed.getReason() instanceof AMQP.Connection.Close close) {
      return close.getReplyCode() + " " + close.getReplyText();
    }
    if (closed != null && closed.getReason() instanceof AMQP.Channel.Close close) {
      return close.getReplyCode() + " " + close.getReplyText();
    }
    if (find(error, MissedHeartbeatException.class) != null) {
      return "it sent no heartbeat";
    }
    UnknownHostException unknown = find(error, UnknownHostException.class);
    if (unknown != null) {
      return "no address is known for this name";
    }
    if (find(error, NoRouteToHostException.class) != null) {
      return "no route leads to it";
    }
    if (find(error, SocketTimeoutException.class) != null
        || find(error, TimeoutException.class) != null) {
      return "it took too long";
    }
    if (find(error, EOFException.class) != null) {
      return "it closed the connection";
    }
    Throwable last = error;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String message = last.getMessage();
    return message == null ? last.getClass().getSimpleName() : message;
  }

  /**
   * The reply code of the connection.close or channel.close behind an error; 0 if there is none.
   */
  static int code(Throwable error) {
    ShutdownSignalException closed = find(error, ShutdownSignalException.class);
    if (closed == null) {
      return 0;
    }
    if (closed.getReason() instanceof AMQP.Connection.Close close) {
      return close.getReplyCode();
    }
    return closed.getReason() instanceof AMQP.Channel.Close close ? close.getReplyCode() : 0;
  }

  private static ErrorKind kind(int code) {
    return switch (code) {
      case AMQP.ACCESS_REFUSED, AMQP.NOT_ALLOWED, AMQP.NOT_IMPLEMENTED -> ErrorKind.CONFIGURATION;
      case AMQP.NOT_FOUND, AMQP.PRECONDITION_FAILED, AMQP.CONTENT_TOO_LARGE -> ErrorKind.PERMANENT;
      default -> ErrorKind.TRANSIENT;
    };
  }

  private static GleanerException configuration(String message, Throwable cause) {
    return new GleanerException(ErrorKind.CONFIGURATION, message, cause);
  }

  private static <T extends Throwable> @Nullable T find(Throwable error, Class<T> type) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (type.isInstance(e)) {
        return type.cast(e);
      }
    }
    return null;
  }
}
