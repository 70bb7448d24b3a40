package io.gleaner.benchmark.contender;

/**
 * The servers that everybody is measured on.
 *
 * @param broker RabbitMQ's URI
 * @param ledger Redis' URI
 * @param brokerPid RabbitMQ's process
 * @param ledgerPid Redis' process
 */
public record Servers(String broker, String ledger, long brokerPid, long ledgerPid) {}
