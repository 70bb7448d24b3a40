package io.gleaner.coordinator.control;

import org.jspecify.annotations.NullMarked;

@NullMarked
class MemoryStoreTest extends StoreContract {
  private final MemoryStore store = new MemoryStore();

  @Override
  protected ObjectStore objects() {
    return store;
  }

  @Override
  protected WorkerStore workers() {
    return store;
  }

  @Override
  protected EventStore events() {
    return store;
  }
}
