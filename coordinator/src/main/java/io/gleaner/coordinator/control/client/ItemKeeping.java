package io.gleaner.coordinator.control.client;

import io.gleaner.coordinator.manifest.Manifest;

/** The port to where the items of an object are kept that names them in a file. */
public interface ItemKeeping {
  /** Keeps none. */
  ItemKeeping NONE =
      new ItemKeeping() {
        @Override
        public void keep(Manifest manifest, String uid) {}

        @Override
        public void drop(Manifest manifest, String uid) {}
      };

  /**
   * Keeps the items of an object that is about to be created; does nothing for one that names none.
   *
   * @param uid the identity that the object will have
   * @throws io.gleaner.failure.GleanerException configuration, if they are not as they must be;
   *     then none is kept
   */
  void keep(Manifest manifest, String uid);

  /** Removes what was kept of an object that was not created. */
  void drop(Manifest manifest, String uid);
}
