package io.gleaner.faults.servers;

import java.util.ArrayList;
import java.util.List;

/** RabbitMQ and Redis as containers of given images, which must be there already. */
public final class ContainerBackend {
  private static final int AMQP = 5672;
  private static final int REDIS = 6379;

  private ContainerBackend() {}

  /** Containers that do not exist yet. */
  public static Backend create(String rabbitImage, String redisImage, Fsync fsync) {
    String secret = Secret.random();
    Server broker =
        new ContainerServer(
            rabbitImage,
            AMQP,
            List.of(
                "--env", "RABBITMQ_DEFAULT_USER=" + Backend.USER,
                "--env", "RABBITMQ_DEFAULT_PASS=" + secret),
            List.of(),
            List.of("sh", "-c", "echo RabbitMQ $(rabbitmqctl version 2>/dev/null)"),
            Probe::broker);
    List<String> redis = new ArrayList<>(List.of("redis-server"));
    redis.addAll(fsync.options(secret));
    Server ledger =
        new ContainerServer(
            redisImage,
            REDIS,
            List.of(),
            redis,
            List.of(
                "sh",
                "-c",
                "echo Redis $(redis-server --version | sed 's/.* v=\\([^ ]*\\).*/\\1/')"),
            port -> Probe.ledger(port, secret));
    return new Backend(broker, ledger, secret);
  }
}
