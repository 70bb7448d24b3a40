package io.gleaner.coordinator.launch.process;

import static org.awaitility.Awaitility.await;

import io.gleaner.coordinator.launch.WorkerListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Remembers all that a launcher tells, in order. */
final class Witness implements WorkerListener {
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final Consumer<String> atEnd;

  Witness() {
    this(id -> {});
  }

  /** {@code atEnd} runs while a worker's end is told. */
  Witness(Consumer<String> atEnd) {
    this.atEnd = atEnd;
  }

  @Override
  public void ended(String workerId, int exitCode) {
    atEnd.accept(workerId);
    told.add(new Told(workerId, "exit " + exitCode));
  }

  @Override
  public void line(String workerId, String line) {
    told.add(new Told(workerId, line));
  }

  List<String> of(String workerId) {
    return told.stream().filter(t -> t.worker().equals(workerId)).map(Told::what).toList();
  }

  /** Waits for the next thing that a worker is to do. */
  List<String> awaitCount(String workerId, int count) {
    await().until(() -> of(workerId).size() >= count);
    return of(workerId);
  }

  private record Told(String worker, String what) {}
}
