package io.gleaner.benchmark.micro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimulatedWorkerTest {
  @Test
  void whatIsMeasuredDoesTheWholeWork() {
    SimulatedWorker worker = new SimulatedWorker();
    for (int index = 0; index < 100; index++) {
      worker.item(index);
    }
    assertThat(worker.done()).isEqualTo(100);
    assertThat(worker.acknowledged()).isEqualTo(100);
  }
}
