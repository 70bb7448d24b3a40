package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.fill.ItemCursor;
import io.gleaner.coordinator.fill.ItemSource;
import io.gleaner.coordinator.fill.Spool;
import io.gleaner.coordinator.fill.SpooledInput;
import io.gleaner.coordinator.report.Terminal;
import io.gleaner.coordinator.runtime.JobFiles;
import io.gleaner.item.WorkItem;
import org.jspecify.annotations.Nullable;

/** A Job's items, ready to be filled from; closing it lets go of the files. */
public final class InputOpening implements AutoCloseable {
  private final ItemSource source;
  private final AutoCloseable open;

  private InputOpening(ItemSource source, AutoCloseable open) {
    this.source = source;
    this.open = open;
  }

  /**
   * Opens the input that the options name. What can be read only once is spooled; where the spool
   * is complete from an earlier run, no second input is needed, but one that is given must be the
   * same.
   */
  public static InputOpening of(ItemOptions options, JobFiles files, Surroundings around) {
    if (options.canReadAgain()) {
      return new InputOpening(options.source(), () -> {});
    }
    Spool spool = Spool.open(files.items());
    try {
      if (!spool.complete()) {
        return live(spool, options.read(around), options, around);
      }
      if (options.standardInput() && Terminal.isStandardInput()) {
        return new InputOpening(spool, spool);
      }
      around.say(
          "the items are kept from an earlier run; reading the input only to see that it is the"
              + " same (give it </dev/null to skip this).");
      ItemCursor again = options.read(around);
      WorkItem first = again.next();
      if (first == null) {
        again.close();
        return new InputOpening(spool, spool);
      }
      SpooledInput same = new SpooledInput(spool, new PutBack(first, again));
      return new InputOpening(same, same);
    } catch (RuntimeException e) {
      spool.close();
      throw e;
    }
  }

  private static InputOpening live(
      Spool spool, ItemCursor cursor, ItemOptions options, Surroundings around) {
    if (options.standardInput() && Terminal.isStandardInput()) {
      around.say("reading items from the terminal, one a line; end them with Ctrl-D.");
    }
    SpooledInput input = new SpooledInput(spool, cursor);
    return new InputOpening(input, input);
  }

  /** The items. */
  public ItemSource source() {
    return source;
  }

  @Override
  public void close() {
    try {
      open.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a file of items threw what it does not declare", e);
    }
  }

  /** A cursor with its first item put back. */
  private static final class PutBack implements ItemCursor {
    private final ItemCursor rest;
    private @Nullable WorkItem first;

    PutBack(WorkItem first, ItemCursor rest) {
      this.first = first;
      this.rest = rest;
    }

    @Override
    public @Nullable WorkItem next() {
      WorkItem item = first;
      if (item == null) {
        return rest.next();
      }
      first = null;
      return item;
    }

    @Override
    public void close() {
      rest.close();
    }
  }
}
