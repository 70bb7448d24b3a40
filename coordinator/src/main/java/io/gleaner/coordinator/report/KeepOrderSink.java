package io.gleaner.coordinator.report;

/**
 * Prints outputs in the order of the input: an output is held until every item of a lower index has
 * ended and is printed. Items that failed, or wrote nothing, hold nobody up.
 */
public final class KeepOrderSink implements ResultSink {
  private final OutputPrinter printer;
  private final ShownJournal journal;
  private final HeldOutputs held;
  private long next;

  private KeepOrderSink(OutputPrinter printer, ShownJournal journal, HeldOutputs held) {
    this.printer = printer;
    this.journal = journal;
    this.held = held;
  }

  /**
   * Goes on where an earlier run stopped, and prints what need not wait any more. Takes journal and
   * held outputs over: {@link #close} closes them.
   */
  public static KeepOrderSink open(OutputPrinter printer, ShownJournal journal, HeldOutputs held) {
    held.removeIf((index, done) -> !journal.isNew(index, done));
    KeepOrderSink sink = new KeepOrderSink(printer, journal, held);
    sink.advance();
    return sink;
  }

  @Override
  public void accept(Outcome outcome) {
    long index = outcome.index();
    if (!journal.isNew(index, outcome.done())) {
      return;
    }
    if (index <= next || journal.contains(index)) {
      print(HeldOutput.of(outcome));
      advance();
    } else if (held.isNew(index, outcome.done())) {
      held.put(HeldOutput.of(outcome));
    }
  }

  /**
   * Says that an item has ended, but its output is not to be had any more: higher ones do not wait
   * for it. If its output comes after all, it is printed at once.
   */
  @Override
  public void passOver(long index) {
    if (!journal.contains(index) && held.isNew(index, false)) {
      journal.add(index, false);
      advance();
    }
  }

  private void advance() {
    while (true) {
      HeldOutput output = held.take(next);
      if (output != null) {
        print(output);
      } else if (!journal.contains(next)) {
        return;
      }
      next++;
    }
  }

  private void print(HeldOutput output) {
    printer.print(output.item(), output.output());
    journal.add(output.index(), output.done());
  }

  /** Prints everything that is held, in order, over the gaps. */
  @Override
  public void finish() {
    for (long index : held.indexes()) {
      HeldOutput output = held.take(index);
      if (output != null) {
        print(output);
      }
    }
    sync();
  }

  @Override
  public void sync() {
    held.sync();
    journal.sync();
    held.compact();
  }

  @Override
  public void close() {
    try {
      held.close();
    } finally {
      journal.close();
    }
  }
}
