package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.CpuTime;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.Looking;
import io.gleaner.benchmark.process.ProcStat;
import io.gleaner.benchmark.process.Running;
import io.gleaner.benchmark.simulation.Crowd;
import io.gleaner.benchmark.watch.AmqpQueue;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** So many workers in two processes: what the servers spend on them while they wait and drain. */
final class GleanerCrowd implements Contender {
  private static final int PROCESSES = 2;
  private static final double NANOS = 1e9;
  private static final double MICROS = 1e6;
  private static final double KILOBYTES = 1e3;

  private final Site site;
  private final int workers;

  GleanerCrowd(Site site, int workers) {
    this.site = site;
    this.workers = workers;
  }

  @Override
  public String name() {
    return String.format(Locale.ROOT, "Gleaner, %,d simulated workers", workers);
  }

  @Override
  public Optional<String> missing() {
    return GleanerJob.missing(site);
  }

  @Override
  public Sample run() throws Exception {
    try (GleanerJob job = new GleanerJob(site);
        AmqpQueue queue = site.queue(GleanerJob.QUEUE)) {
      job.open();
      double memory = ProcStat.residentMegabytesOfTree(site.servers().brokerPid());
      CpuTime alone = cpuOfASecond();
      for (int i = 0; i < PROCESSES; i++) {
        job.started(crowd(i, (workers + i) / PROCESSES));
      }
      if (!Looking.until(() -> queue.consumers() >= workers)) {
        throw job.workers().get(0).failed("not every worker has come to the queue");
      }
      CpuTime waiting = cpuOfASecond().since(alone);
      memory = ProcStat.residentMegabytesOfTree(site.servers().brokerPid()) - memory;
      return drain(job)
          .and(Column.WAITING_BROKER, waiting.broker() * MICROS / workers)
          .and(Column.WAITING_LEDGER, waiting.ledger() * MICROS / workers)
          .and(Column.WAITING_MEMORY, memory * KILOBYTES / workers);
    }
  }

  /** What the servers spend a second. */
  private CpuTime cpuOfASecond() throws InterruptedException {
    return IdleWatch.aSecond(() -> site.cpu(List.of()), site.sizes().idleSeconds());
  }

  private Sample drain(GleanerJob job) throws Exception {
    int items = site.sizes().items();
    Path lines = site.lines(items);
    CpuTime before = site.cpu(List.of());
    long began = System.nanoTime();
    job.filled(lines);
    job.awaitEnd();
    double seconds = (System.nanoTime() - began) / NANOS;
    CpuTime spent = site.cpu(List.of()).since(before);
    return Sample.of(Column.RATE, items / seconds)
        .and(Column.CPU_BROKER, spent.broker() * MICROS / items)
        .and(Column.CPU_LEDGER, spent.ledger() * MICROS / items);
  }

  private Running crowd(int number, int size) {
    String path = site.tools().classes() + File.pathSeparator + site.tools().libraries() + "/*";
    return site.start(
        "crowd-" + number,
        List.of(
            "java",
            "-XX:+UseSerialGC",
            "-Xss256k",
            "-cp",
            path,
            Crowd.class.getName(),
            GleanerJob.NAME,
            Integer.toString(size)),
        Map.of(),
        Path.of("/dev/null"));
  }
}
