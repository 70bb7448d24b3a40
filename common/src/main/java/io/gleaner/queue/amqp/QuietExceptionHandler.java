package io.gleaner.queue.amqp;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.DefaultExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lost connection is told by the adapter, in its own words; the library's warning would say it
 * twice.
 */
final class QuietExceptionHandler extends DefaultExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(QuietExceptionHandler.class);

  @Override
  public void handleUnexpectedConnectionDriverException(Connection connection, Throwable error) {
    LOG.debug("a connection to the broker broke", error);
  }
}
