package io.gleaner.coordinator.cli;

import io.gleaner.command.CommandWords;
import io.gleaner.command.Placed;
import io.gleaner.coordinator.fill.ItemCursor;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.WorkItem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Shows what would run, and runs nothing. */
final class DryRun {
  private DryRun() {}

  static ExitCode print(ItemOptions items, CommandWords words, Surroundings around) {
    try (ItemCursor cursor = items.read(around)) {
      OutputStream out = new BufferedOutputStream(around.out());
      for (WorkItem item = cursor.next(); item != null; item = cursor.next()) {
        out.write(words.line(new Placed(item.body(), item.index(), 1)).array());
        out.write('\n');
      }
      out.flush();
      return ExitCode.COMPLETE;
    } catch (IOException e) {
      throw GleanerException.configuration("Standard output was closed: " + e.getMessage());
    }
  }
}
