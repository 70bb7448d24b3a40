package io.gleaner.command;

import io.gleaner.item.Bytes;
import java.util.Arrays;

/**
 * Parts of an item read as a path, byte by byte, each with GNU parallel's own meaning, trailing
 * slashes and dots included. One difference: a newline is a byte like any other here, while
 * parallel cuts {@code {/}} at the last slash of the first line.
 */
final class ItemPath {
  private static final Bytes CURRENT = Bytes.utf8(".");

  private ItemPath() {}

  /** Without its extension: what comes after the last dot of its last component, with the dot. */
  static Bytes withoutExtension(Bytes item) {
    byte[] all = item.array();
    for (int i = all.length - 1; i >= 0 && all[i] != '/'; i--) {
      if (all[i] == '.') {
        return part(item, 0, i);
      }
    }
    return item;
  }

  /** What follows the last slash: empty if it ends in a slash. */
  static Bytes name(Bytes item) {
    return part(item, afterLastSlash(item.array(), item.size()), item.size());
  }

  /** The folder it is in, as dirname of Perl's File::Basename (and dirname(1)) have it. */
  static Bytes folder(Bytes item) {
    byte[] all = item.array();
    int end = withoutTrailingSlashes(all, afterLastSlash(all, all.length));
    if (all.length > 0 && all[all.length - 1] == '/') {
      // "a/b/" names b, in the folder a; "/" alone is its own folder.
      if (end == 1 && all[0] == '/') {
        return part(item, 0, 1);
      }
      end = withoutTrailingSlashes(all, afterLastSlash(all, end));
    }
    return end == 0 ? CURRENT : part(item, 0, end);
  }

  private static int afterLastSlash(byte[] all, int end) {
    int at = end;
    while (at > 0 && all[at - 1] != '/') {
      at--;
    }
    return at;
  }

  /** The end without slashes at it; a slash that is all there is stays. */
  private static int withoutTrailingSlashes(byte[] all, int end) {
    int at = end;
    while (at > 1 && all[at - 1] == '/') {
      at--;
    }
    return at;
  }

  private static Bytes part(Bytes item, int from, int to) {
    return from == 0 && to == item.size()
        ? item
        : Bytes.wrap(Arrays.copyOfRange(item.array(), from, to));
  }
}
