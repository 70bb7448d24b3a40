package io.gleaner.coordinator.fill;

import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A running SHA-256 over items, each with its length before it, so that the cuts between items
 * count as much as their bytes. Not thread-safe.
 */
public final class ItemDigest {
  private final MessageDigest sha256;
  private final byte[] length = new byte[4];
  private long count;

  /** The digest of no items. */
  public ItemDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The digest of the next {@code upTo} items of a cursor, or of as many as it has. */
  public static ItemDigest of(ItemCursor cursor, long upTo) {
    ItemDigest digest = new ItemDigest();
    while (digest.count < upTo) {
      WorkItem item = cursor.next();
      if (item == null) {
        break;
      }
      digest.add(item.body());
    }
    return digest;
  }

  /** Takes the next item in. */
  public void add(Bytes item) {
    int size = item.size();
    length[0] = (byte) (size >>> 24);
    length[1] = (byte) (size >>> 16);
    length[2] = (byte) (size >>> 8);
    length[3] = (byte) size;
    sha256.update(length);
    sha256.update(item.array());
    count++;
  }

  /** How many items were taken in. */
  public long count() {
    return count;
  }

  /** The digest of the items so far, as 64 hexadecimal digits; more items may follow. */
  public String hex() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) sha256.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
    }
  }
}
