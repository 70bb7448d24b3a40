package io.gleaner.coordinator.control.queue;

import io.gleaner.config.Endpoints;
import io.gleaner.coordinator.control.Program;
import io.gleaner.coordinator.runtime.JobFiles;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks after the items of so many Jobs at once, each on threads of its own. */
public final class QueueWorks implements ItemWork {
  /** So many Jobs at once; more wait for their turn. Each has about ten threads. */
  public static final int MOST = 32;

  private static final long BYTES_A_MESSAGE = 4_096;

  private final QueueServers servers;
  private final KeptItems items;
  private final WorkerCommand command;
  private final @Nullable Instant ownSince;
  private final String holder;
  private final Consumer<String> notices;
  private final int most;
  private final Map<String, QueueWork> works = new HashMap<>();
  private final Map<String, Removal> removals = new HashMap<>();

  /**
   * Looks after none yet.
   *
   * @param servers the ledgers and queues
   * @param items where the items of files are kept
   * @param command what a worker runs
   * @param ownSince since when the servers run, if they end with this coordinator; null if they do
   *     not
   * @param holder who this is, for other coordinators to read; unique to this process
   * @param notices hears sentences for the person, from any thread
   * @param most how many Jobs at once
   */
  QueueWorks(
      QueueServers servers,
      KeptItems items,
      WorkerCommand command,
      @Nullable Instant ownSince,
      String holder,
      Consumer<String> notices,
      int most) {
    this.servers = servers;
    this.items = items;
    this.command = command;
    this.ownSince = ownSince == null ? null : ownSince.truncatedTo(ChronoUnit.MILLIS);
    this.holder = holder;
    this.notices = notices;
    this.most = most;
  }

  /**
   * Looks after none yet.
   *
   * @param setting where it works
   * @param program the worker program
   * @param holder who this is, for other coordinators to read; unique to this process
   * @param notices hears sentences for the person, from any thread
   */
  public static QueueWorks of(
      Setting setting, List<String> program, String holder, Consumer<String> notices) {
    boolean own = setting.ownSince() != null;
    return new QueueWorks(
        QueueServers.at(setting.endpoints(), own),
        setting.items(),
        new WorkerCommand(program, setting.endpoints(), own),
        setting.ownSince(),
        holder,
        notices,
        MOST);
  }

  /**
   * Where Jobs' items are worked on.
   *
   * @param endpoints the servers
   * @param ownSince since when they run, if they end with this coordinator; null if they do not
   * @param items where the items of files are kept
   */
  public record Setting(Endpoints endpoints, @Nullable Instant ownSince, KeptItems items) {}

  @Override
  public synchronized Glance attend(QueueJob job, Wish wish) {
    QueueWork work = works.get(job.uid());
    if (work != null && work.isOver() && (!work.wish(wish).settled() || work.isToBeginAgain())) {
      works.remove(job.uid());
      work = null;
    }
    if (work == null) {
      if (works.values().stream().filter(one -> !one.isOver()).count() >= most) {
        return new Glance(
            -1, false, null, false, null, "It waits: %d Jobs run already.".formatted(most));
      }
      work = new QueueWork(job, servers, items, limit(), holder, told(job));
      works.put(job.uid(), work);
      var first = work.wish(wish);
      start("items of " + job.name(), work);
      return first;
    }
    return work.wish(wish);
  }

  @Override
  public synchronized boolean release(String uid) {
    QueueWork work = works.get(uid);
    if (work == null) {
      return true;
    }
    work.stop();
    if (work.isOver()) {
      works.remove(uid);
    }
    return work.isOver();
  }

  @Override
  public synchronized boolean remove(QueueJob job) {
    if (!release(job.uid())) {
      return false;
    }
    Removal removal = removals.get(job.uid());
    if (removal == null) {
      if (removals.size() >= most) {
        return false;
      }
      removal = new Removal(job, servers, items, holder, told(job));
      removals.put(job.uid(), removal);
      start("removal of " + job.name(), removal);
    }
    if (removal.isDone()) {
      removals.remove(job.uid());
    }
    return removal.isDone();
  }

  @Override
  public Program worker(QueueJob job, String workerId) {
    return command.of(
        job, workerId, new JobFiles(items.folderOf(job.name(), job.uid()), job.uid()));
  }

  @Override
  public boolean isCutOff(Instant workerCreatedAt) {
    return ownSince != null && workerCreatedAt.isBefore(ownSince);
  }

  /** Asks all to end, without waiting: they are read back from the servers. */
  @Override
  public synchronized void close() {
    works.values().forEach(QueueWork::stop);
    removals.values().forEach(Removal::stop);
  }

  private Consumer<String> told(QueueJob job) {
    return sentence -> notices.accept("workqueuejob " + job.name() + ": " + sentence);
  }

  /** The embedded broker has its messages in this process' memory. */
  private @Nullable Long limit() {
    return ownSince == null
        ? null
        : Math.max(1_000, Runtime.getRuntime().maxMemory() / BYTES_A_MESSAGE / 4);
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
