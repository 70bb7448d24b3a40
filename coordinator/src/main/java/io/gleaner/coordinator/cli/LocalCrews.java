package io.gleaner.coordinator.cli;

import io.gleaner.config.Endpoints;
import io.gleaner.config.StateFolder;
import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.launch.Crew;
import io.gleaner.coordinator.launch.WorkerListener;
import io.gleaner.coordinator.launch.WorkerOrder;
import io.gleaner.coordinator.launch.process.ProcessLauncher;
import io.gleaner.coordinator.launch.process.ProcessSettings;
import io.gleaner.coordinator.launch.process.WorkerProgram;
import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.ReconciledCrew;
import io.gleaner.coordinator.runtime.RunLoop;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.process.RawArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Workers as processes of this machine.
 *
 * @param env the environment's variables
 * @param folder of the Job, for logs
 * @param endpoints the servers
 * @param work what the workers do
 * @param spec how many they are, and how many may fail
 */
record LocalCrews(
    Map<String, String> env,
    StateFolder folder,
    Endpoints endpoints,
    WorkOptions work,
    JobSpec spec)
    implements CrewFactory {
  @Override
  public Crew crew(JobSession session, WorkerListener listener) {
    ProcessSettings settings =
        new ProcessSettings(
            WorkerProgram.ofDistribution(env),
            folder.createFolder("logs"),
            RunLoop.grace(work.drain()));
    return new ReconciledCrew(new ProcessLauncher(settings, listener), order(session), spec);
  }

  private WorkerOrder order(JobSession session) {
    List<Bytes> command = work.command();
    return new WorkerOrder(
        session.job(),
        session.uid(),
        endpoints,
        work.workerOptions(),
        command.isEmpty() ? null : commandFile(command));
  }

  /** Words that are not text in this locale would not survive as arguments of a Java program. */
  private @Nullable Path commandFile(List<Bytes> command) {
    Path file = folder.file("command");
    try {
      return Files.write(file, RawArguments.join(command));
    } catch (IOException e) {
      throw GleanerException.configuration("Cannot write " + file + ": " + e.getMessage());
    }
  }
}
