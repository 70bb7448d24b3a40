package io.gleaner.worker.handler.posix;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.gleaner.item.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A process environment as bytes. {@link System#getenv} decodes it, and what does not decode is
 * lost.
 *
 * @param entries {@code NAME=value}, in order, as they are
 */
public record Environment(List<Bytes> entries) {
  /** Keeps a copy of the entries. */
  public Environment {
    entries = List.copyOf(entries);
  }

  /** The environment that this process was started with. */
  public static Environment ofThisProcess() {
    NativeLibrary process = NativeLibrary.getProcess();
    Pointer variable =
        Platform.isMac()
            ? process.getFunction("_NSGetEnviron").invokePointer(new Object[0])
            : process.getGlobalVariableAddress("environ");
    Pointer array = variable.getPointer(0);
    List<Bytes> entries = new ArrayList<>();
    if (array != null) {
      for (long at = 0; ; at += Long.BYTES) {
        Pointer entry = array.getPointer(at);
        if (entry == null) {
          break;
        }
        entries.add(Bytes.wrap(entry.getByteArray(0, Math.toIntExact(entry.indexOf(0, (byte) 0)))));
      }
    }
    return new Environment(entries);
  }

  /** The value of the first variable of that name, or null if there is none. */
  public @Nullable Bytes value(String name) {
    for (Bytes entry : entries) {
      if (nameOf(entry).equals(name)) {
        byte[] all = entry.array();
        int from = Math.min(name.length() + 1, all.length);
        return Bytes.wrap(Arrays.copyOfRange(all, from, all.length));
      }
    }
    return null;
  }

  /** The same without the variables of these names. */
  public Environment without(Set<String> names) {
    return new Environment(
        entries.stream().filter(entry -> !names.contains(nameOf(entry))).toList());
  }

  /** The variables of these names alone. */
  public Environment only(Set<String> names) {
    return new Environment(
        entries.stream().filter(entry -> names.contains(nameOf(entry))).toList());
  }

  private static String nameOf(Bytes entry) {
    String text = new String(entry.array(), StandardCharsets.ISO_8859_1);
    int end = text.indexOf('=');
    return end < 0 ? text : text.substring(0, end);
  }
}
