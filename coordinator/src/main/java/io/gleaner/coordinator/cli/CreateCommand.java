package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.client.Applying;
import io.gleaner.coordinator.control.client.Target;
import io.gleaner.failure.GleanerException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gleaner create job}: starts a CronJob's Job now. */
@Command(
    name = "create",
    description = "Create a job from a cronjob's template, now.",
    footerHeading = "%nExample:%n",
    footer = "  gleaner create job hello-now --from=cronjob/hello")
final class CreateCommand extends ControlCommand {
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  @Parameters(index = "0", paramLabel = "job", description = "The word job.")
  private String type = "";

  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  @Parameters(index = "1", paramLabel = "NAME", description = "The new job's name.")
  private String name = "";

  @Option(
      names = "--from",
      paramLabel = "cronjob/NAME",
      required = true,
      description = "The cronjob whose template is taken.")
  private String from = "";

  CreateCommand(Surroundings around, ControlAccess access) {
    super(around, access);
  }

  @Override
  void run(ControlAccess.Open open) {
    Target source = Target.parse(List.of(from)).get(0);
    if (Kind.named(type).filter(Kind.JOB::equals).isEmpty()
        || source.type().kind() != Kind.CRON_JOB) {
      throw GleanerException.configuration(
          "Only a job can be created, and only from a cronjob: gleaner create job NAME"
              + " --from=cronjob/NAME.");
    }
    new Applying(open.objects()).createFrom(source.name(), name, Instant.now());
    around.lines().println("job.batch/" + name + " created");
  }
}
