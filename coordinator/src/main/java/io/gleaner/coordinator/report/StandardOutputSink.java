package io.gleaner.coordinator.report;

/** Prints outputs in the order in which their items ended; those of failed items too. */
public final class StandardOutputSink implements ResultSink {
  private final OutputPrinter printer;
  private final ShownJournal journal;

  /** Takes the journal over: {@link #close} closes it. */
  public StandardOutputSink(OutputPrinter printer, ShownJournal journal) {
    this.printer = printer;
    this.journal = journal;
  }

  @Override
  public void accept(Outcome outcome) {
    if (journal.isNew(outcome.index(), outcome.done())) {
      printer.print(outcome.item(), outcome.output());
      journal.add(outcome.index(), outcome.done());
    }
  }

  @Override
  public void sync() {
    journal.sync();
  }

  @Override
  public void close() {
    journal.close();
  }
}
