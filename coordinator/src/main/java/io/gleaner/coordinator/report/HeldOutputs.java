package io.gleaner.coordinator.report;

import io.gleaner.coordinator.durable.FileErrors;
import io.gleaner.coordinator.durable.FrameFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Outputs that wait for those of lower indexes. All are in a file, so that a resumed run has them
 * although the ledger has forgotten them; as many as fit into the allowed memory are kept there
 * too. An output that was taken may come back when the file is opened again: the journal tells.
 */
public final class HeldOutputs implements Closeable {
  private static final String TITLE = "gleaner-held 1";
  private static final long WORTH_COMPACTING_BYTES = 16L << 20;

  private final Path file;
  private final long maxMemoryBytes;
  private final Map<Long, Slot> slots;
  private FrameFile frames;
  private long memoryBytes;
  private long heldBytes;

  private HeldOutputs(Path file, long maxMemoryBytes, Map<Long, Slot> slots, FrameFile frames) {
    this.file = file;
    this.maxMemoryBytes = maxMemoryBytes;
    this.slots = slots;
    this.frames = frames;
    slots.values().forEach(slot -> heldBytes += slot.fileBytes());
  }

  /**
   * Opens or creates the file.
   *
   * @param maxMemoryBytes how many bytes of items and outputs may be in memory too
   */
  public static HeldOutputs open(Path file, long maxMemoryBytes) {
    Map<Long, Slot> slots = new HashMap<>();
    return new HeldOutputs(file, maxMemoryBytes, slots, openFrames(file, slots));
  }

  private static FrameFile openFrames(Path file, Map<Long, Slot> slots) {
    return FrameFile.open(
        file,
        TITLE,
        (offset, kind, body) -> {
          HeldOutput output = HeldOutput.decode(kind, body);
          // The later one counts: it was held in the place of the earlier.
          slots.put(output.index(), new Slot(offset, output.size(), output.done(), null));
        });
  }

  /** Holds an output, in the place of an earlier one of the same item. */
  void put(HeldOutput output) {
    remove(output.index());
    long offset = frames.append(output.kind(), output.encode());
    boolean fits = memoryBytes + output.size() <= maxMemoryBytes;
    if (fits) {
      memoryBytes += output.size();
    }
    Slot slot = new Slot(offset, output.size(), output.done(), fits ? output : null);
    slots.put(output.index(), slot);
    heldBytes += slot.fileBytes();
  }

  /** Whether nothing is held of the item, or only the output of its failure and now it is done. */
  boolean isNew(long index, boolean done) {
    Slot slot = slots.get(index);
    return slot == null || (done && !slot.done());
  }

  /** Takes an item's output out; null if none is held. */
  @Nullable HeldOutput take(long index) {
    Slot slot = remove(index);
    if (slot == null) {
      return null;
    }
    HeldOutput output = slot.inMemory();
    return output != null ? output : read(slot);
  }

  private HeldOutput read(Slot slot) {
    byte kind = slot.done() ? HeldOutput.DONE : HeldOutput.FAILED;
    return HeldOutput.decode(kind, frames.read(slot.offset()));
  }

  /** Forgets what is held of an item. */
  @Nullable Slot remove(long index) {
    Slot slot = slots.remove(index);
    if (slot != null) {
      heldBytes -= slot.fileBytes();
      memoryBytes -= slot.inMemory() == null ? 0 : slot.size();
    }
    return slot;
  }

  /** Forgets what is held wherever the test of index and doneness says so. */
  void removeIf(BiPredicate<Long, Boolean> test) {
    for (long index : indexes()) {
      Slot slot = slots.get(index);
      if (slot != null && test.test(index, slot.done())) {
        remove(index);
      }
    }
  }

  /** The items of which something is held, ascending. */
  List<Long> indexes() {
    return slots.keySet().stream().sorted().toList();
  }

  /** How many bytes of items and outputs are in memory. */
  long memoryBytes() {
    return memoryBytes;
  }

  /** Makes everything held durable. */
  void sync() {
    frames.sync();
  }

  /**
   * Gives disk space back where much of the file is of outputs that were taken. Only after the
   * journal that says so is synced.
   */
  void compact() {
    if (slots.isEmpty()) {
      if (frames.length() > 0) {
        frames.clear();
      }
    } else if (frames.length() > WORTH_COMPACTING_BYTES && frames.length() > 4 * heldBytes) {
      rewrite();
    }
  }

  private void rewrite() {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      // May be left over from a run that was killed here.
      Files.deleteIfExists(fresh);
      try (FrameFile target = FrameFile.open(fresh, TITLE, (offset, kind, body) -> {})) {
        slots.replaceAll(
            (index, slot) -> {
              HeldOutput output = slot.inMemory() == null ? read(slot) : slot.inMemory();
              return slot.at(target.append(output.kind(), output.encode()));
            });
        target.sync();
      }
      frames.close();
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      frames = FrameFile.open(file, TITLE, (offset, kind, body) -> {});
    } catch (IOException e) {
      throw FileErrors.writing(file, e);
    }
  }

  @Override
  public void close() {
    frames.close();
  }

  /** Where an output is. */
  record Slot(long offset, int size, boolean done, @Nullable HeldOutput inMemory) {
    // Index, size of the item, and a frame's own header.
    private static final long OVERHEAD_BYTES = 21;

    long fileBytes() {
      return size + OVERHEAD_BYTES;
    }

    Slot at(long newOffset) {
      return new Slot(newOffset, size, done, inMemory);
    }
  }
}
