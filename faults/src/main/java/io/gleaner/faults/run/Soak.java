package io.gleaner.faults.run;

import io.gleaner.faults.fault.Fault;
import io.gleaner.faults.fault.Faults;
import io.gleaner.faults.schedule.Schedule;
import io.gleaner.faults.servers.Backend;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Many Jobs under faults on the same servers.
 *
 * @param gleaner the program
 * @param backend servers that run
 * @param seed makes schedules and items
 * @param items how many items a Job has
 * @param leaseMillis the lease
 * @param folder where runs keep their files
 * @param stopped whether a run is to be given up
 */
public record Soak(
    Path gleaner,
    Backend backend,
    long seed,
    int items,
    long leaseMillis,
    Path folder,
    BooleanSupplier stopped) {
  /** One run. */
  public RunOutcome run(int number) {
    List<Fault> kinds = Faults.all();
    long own = Schedule.seedOf(seed, number);
    return new FaultedJob(gleaner, backend, kinds, stopped)
        .run(
            number,
            own,
            Shape.of(number, own, items, leaseMillis),
            Schedule.of(seed, number, kinds.size()),
            folder.resolve("run-" + number));
  }
}
