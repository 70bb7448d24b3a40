package io.gleaner.faults.fault;

import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.proxy.Wires;
import io.gleaner.faults.servers.Backend;
import io.gleaner.faults.servers.ItemQueue;
import java.util.List;

/** Where faults are injected: the servers and processes of a Job that runs. */
public interface Site {
  /** The servers. */
  Backend backend();

  /** Workers that were started by hand and live. */
  List<Target> lone();

  /** Workers that a coordinator launched and that live. */
  List<Target> launched();

  /** Coordinators that live. */
  List<Target> coordinators();

  /** The ways of each worker started by hand; they outlive it. */
  List<Wires> loneWires();

  /** The ways of the coordinators and of all workers that they launch. */
  Wires coordinatorWires();

  /** Starts one more coordinator of the same Job. */
  Target secondCoordinator();

  /** The queue of the Job's items. */
  ItemQueue queue();

  /** Tells the journal. */
  void note(EventKind kind, String worker, String detail);
}
