package io.gleaner.ledger;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One Job's ledger, as one process uses it: over one connection, in the order of the calls. It
 * starts without knowing the Job's uid and learns it from the first {@link LedgerReply.Opened} or
 * {@link LedgerReply.Registered}; from then on every request names it.
 */
public interface Ledger extends AutoCloseable {
  /**
   * Sends a request.
   *
   * @return the answer; completes with a {@link io.gleaner.failure.GleanerException} of kind
   *     transient when the connection failed before there was one (the request may or may not have
   *     been carried out: send it again), of kind configuration when the server refuses the caller
   */
  CompletionStage<LedgerReply> send(LedgerRequest request);

  /**
   * The durability barrier: completes when everything that was answered on this connection before
   * the call survives a crash of Redis. When it completes exceptionally it is void: ask the ledger
   * again.
   */
  CompletionStage<@Nullable Void> barrier();

  /**
   * From now on tells the listener what others published; a hint may be lost, so read again after
   * each {@link Hints#connected}.
   */
  void subscribe(Hints listener);

  /** Closes the connection. */
  @Override
  void close();

  /** What a ledger tells without being asked; called from the adapter's threads. */
  interface Hints {
    /** The connection stands (again): whatever was published before may have been missed. */
    void connected();

    /** The connection is lost; the sentence says why. It is being made again. */
    void disconnected(String why);

    /** The Job was opened, ended, suspended, resumed or became quiescent. */
    void changed();

    /**
     * An item was given back or lost, or one of its two attempts has decided it: who has it parked
     * may claim it.
     */
    void freed(long index);

    /**
     * An idle worker would start this item a second time: who runs it gives its delivery back, who
     * has it parked claims it. Only who works need listen.
     */
    default void straggler(long index) {}
  }
}
