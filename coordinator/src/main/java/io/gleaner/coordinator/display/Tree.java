package io.gleaner.coordinator.display;

import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What belongs to what, drawn as the plugin {@code kubectl tree} does. */
public final class Tree {
  private static final String GAP = "  ";

  private final List<Shown> jobs;
  private final List<WorkerRecord> workers;
  private final Instant now;
  private final List<List<String>> rows = new ArrayList<>();

  private Tree(List<Shown> jobs, List<WorkerRecord> workers, Instant now) {
    this.jobs = jobs;
    this.workers = workers;
    this.now = now;
    rows.add(List.of("NAME", "READY", "REASON", "STATUS", "AGE"));
  }

  /**
   * An object with all that belongs to it.
   *
   * @param jobs all Jobs
   * @param workers all workers
   */
  public static String of(Shown root, List<Shown> jobs, List<WorkerRecord> workers, Instant now) {
    Tree tree = new Tree(jobs, workers, now);
    tree.object(root, "", "");
    return tree.text();
  }

  private void object(Shown object, String first, String rest) {
    StoredObject stored = object.stored();
    boolean cron = stored.key().kind() == Kind.CRON_JOB;
    String status = cron ? "" : new JobFacts(object).statusColumn();
    row(first + stored.key().kind().text() + "/" + object.name(), "-", "", status, object.age(now));
    List<Shown> children = jobs.stream().filter(job -> job.stored().belongsTo(stored)).toList();
    List<WorkerRecord> own =
        workers.stream().filter(worker -> worker.owner().equals(stored.asOwner())).toList();
    int left = children.size() + own.size();
    for (Shown child : children) {
      left--;
      object(child, rest + (left > 0 ? "├─" : "└─"), rest + (left > 0 ? "│ " : "  "));
    }
    for (WorkerRecord worker : own) {
      left--;
      worker(worker, rest + (left > 0 ? "├─" : "└─"));
    }
  }

  private void worker(WorkerRecord worker, String first) {
    WorkerFacts facts = new WorkerFacts(worker);
    String reason =
        switch (worker.phase()) {
          case PENDING, BACKING_OFF -> "ContainersNotReady";
          case RUNNING -> "";
          case SUCCEEDED -> "PodCompleted";
          case FAILED -> "PodFailed";
        };
    row(
        first + "Worker/" + worker.name(),
        facts.ready() ? "True" : "False",
        reason,
        facts.status(),
        Ages.since(worker.createdAt(), now));
  }

  private void row(String... cells) {
    rows.add(List.of(cells));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
        line.append(row.get(i)).append(" ".repeat(width - row.get(i).length())).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
