/** The queue's ports on an AMQP 0-9-1 broker: RabbitMQ, or the embedded Qpid. */
@NullMarked
package io.gleaner.queue.amqp;

import org.jspecify.annotations.NullMarked;
