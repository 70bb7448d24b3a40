package io.gleaner.coordinator.fill;

import java.util.OptionalLong;

/**
 * Items that can be read more than once, from any index: what a run resumes and republishes from.
 */
public interface ItemSource {
  /** The items from {@code index} on; none if there are not as many. The caller closes it. */
  ItemCursor from(long index);

  /** How many items there are, once it is known: after somebody has seen the end. */
  OptionalLong total();

  /** Makes sure that what was read can be read again, even after a power cut. */
  default void sync() {}
}
