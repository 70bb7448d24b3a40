package io.gleaner.coordinator.report;

import io.gleaner.coordinator.durable.FileErrors;
import io.gleaner.item.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes items' outputs to standard output, each whole and byte for byte: a missing last newline
 * stays missing, as with GNU parallel.
 */
public final class OutputPrinter {
  private final OutputStream out;
  private final boolean tag;
  private final Screen screen;

  /**
   * Prints to a stream that reports errors, so not to {@code System.out}, which hides them.
   *
   * @param tag put the item and a tab before each line, as {@code parallel --tag} does
   * @param screen where a progress line may have to make room
   */
  public OutputPrinter(OutputStream out, boolean tag, Screen screen) {
    this.out = out;
    this.tag = tag;
    this.screen = screen;
  }

  /**
   * Writes one item's output, all of it, before it returns.
   *
   * @throws OutputClosedException if nobody reads it
   */
  public void print(Bytes item, Bytes output) {
    if (output.size() == 0) {
      return;
    }
    byte[] bytes = tag ? tagged(item.array(), output.array()) : output.array();
    try {
      screen.makeRoomFor(
          () -> {
            out.write(bytes);
            out.flush();
            return bytes[bytes.length - 1] == '\n';
          });
    } catch (IOException e) {
      // The text is the C library's; Java has no other sign of it.
      if (String.valueOf(e.getMessage()).contains("Broken pipe")) {
        throw new OutputClosedException(e);
      }
      throw FileErrors.writing("standard output", e);
    }
  }

  private static byte[] tagged(byte[] item, byte[] output) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream(output.length + item.length + 1);
    int start = 0;
    while (start < output.length) {
      int end = start;
      while (end < output.length && output[end] != '\n') {
        end++;
      }
      end = Math.min(end + 1, output.length);
      lines.writeBytes(item);
      lines.write('\t');
      lines.write(output, start, end - start);
      start = end;
    }
    return lines.toByteArray();
  }
}
