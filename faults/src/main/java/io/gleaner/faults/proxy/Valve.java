package io.gleaner.faults.proxy;

/** The flow that all connections of a proxy obey. */
final class Valve {
  private Flow flow = Flow.PASSING;

  synchronized void set(Flow next) {
    flow = next;
    notifyAll();
  }

  synchronized Flow flow() {
    return flow;
  }

  /** Waits until bytes may pass in a direction; false if the connection is to be reset instead. */
  synchronized boolean await(boolean towardsServer) throws InterruptedException {
    while (flow != Flow.RESETTING && !flow.passes(towardsServer)) {
      wait();
    }
    return flow != Flow.RESETTING;
  }
}
