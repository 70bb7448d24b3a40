package io.gleaner.coordinator.control.service;

import io.gleaner.coordinator.control.EventStore;
import io.gleaner.coordinator.control.ObjectStore;
import io.gleaner.coordinator.control.ProgramRunner;
import io.gleaner.coordinator.control.WorkerStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** Kills the coordinator before its n-th write or start, or right after it. */
@NullMarked
final class CrashingStores {
  /** The kill. Nothing catches it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final Set<String> ACTS =
      Set.of(
          "create", "replace", "remove", "put", "keep", "start", "stop", "kill", "forget", "lead");

  private int left;
  private final boolean after;

  CrashingStores(int acts, boolean after) {
    this.left = acts;
    this.after = after;
  }

  boolean hasKilled() {
    return left <= 0;
  }

  ObjectStore over(ObjectStore store) {
    return (ObjectStore) over(ObjectStore.class, store);
  }

  WorkerStore over(WorkerStore store) {
    return (WorkerStore) over(WorkerStore.class, store);
  }

  EventStore over(EventStore store) {
    return (EventStore) over(EventStore.class, store);
  }

  ProgramRunner over(ProgramRunner runner) {
    return (ProgramRunner) over(ProgramRunner.class, runner);
  }

  private Object over(Class<?> type, Object target) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          boolean last = ACTS.contains(method.getName()) && --left == 0;
          if (last && !after) {
            throw new Killed();
          }
          try {
            return method.invoke(target, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          } finally {
            if (last) {
              kill();
            }
          }
        });
  }

  private static void kill() {
    throw new Killed();
  }
}
