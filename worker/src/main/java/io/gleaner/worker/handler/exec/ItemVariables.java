package io.gleaner.worker.handler.exec;

import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Assignment;
import java.util.List;
import java.util.Set;

/** What a command finds in its environment about the attempt that it makes. */
public final class ItemVariables {
  static final String JOB = "GLEANER_JOB";
  static final String INDEX = "GLEANER_ITEM_INDEX";
  static final String ATTEMPT = "GLEANER_ATTEMPT";
  static final String TOKEN = "GLEANER_FENCING_TOKEN";
  static final String WORKER = "GLEANER_WORKER";
  static final Set<String> NAMES = Set.of(JOB, INDEX, ATTEMPT, TOKEN, WORKER);

  private ItemVariables() {}

  /** What a program that is given one item after the other finds: nothing of an item. */
  public static List<Bytes> ofWorker(String job, String worker) {
    return List.of(variable(JOB, job), variable(WORKER, worker));
  }

  static List<Bytes> of(Assignment assignment, String worker) {
    return List.of(
        variable(JOB, assignment.job()),
        variable(INDEX, Long.toString(assignment.index())),
        variable(ATTEMPT, Integer.toString(assignment.attempt())),
        variable(TOKEN, Long.toString(assignment.token())),
        variable(WORKER, worker));
  }

  private static Bytes variable(String name, String value) {
    return Bytes.utf8(name + "=" + value);
  }
}
