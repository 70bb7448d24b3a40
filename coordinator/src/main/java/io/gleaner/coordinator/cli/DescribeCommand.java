package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.control.Event;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.display.Description;
import io.gleaner.coordinator.display.Shown;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gleaner describe}: objects and workers at length. */
@Command(
    name = "describe",
    description = "Show a job, cronjob, workqueuejob or worker at length.",
    footerHeading = "%nExamples:%n",
    footer = {"  gleaner describe job/pi", "  gleaner describe cronjob hello"})
final class DescribeCommand extends ControlCommand {
  @Parameters(paramLabel = "TYPE/NAME", arity = "1..*", description = "What to describe.")
  private final List<String> words = new ArrayList<>();

  DescribeCommand(Surroundings around, ControlAccess access) {
    super(around, access);
  }

  @Override
  void run(ControlAccess.Open open) {
    ZoneId zone = ZoneId.systemDefault();
    List<String> texts = new ArrayList<>();
    for (Listed listed : Selection.parse(words).read(open)) {
      for (Shown object : listed.objects()) {
        List<Event> events = open.events().events(object.stored().uid());
        texts.add(
            object.stored().key().kind() == Kind.CRON_JOB
                ? Description.cronJob(object, events, zone, Instant.now())
                : Description.job(object, events, zone, Instant.now()));
      }
      for (WorkerRecord worker : listed.workers()) {
        texts.add(Description.worker(worker, zone));
      }
    }
    around.lines().print(String.join("\n\n", texts));
  }
}
