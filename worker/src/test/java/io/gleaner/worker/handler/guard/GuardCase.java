package io.gleaner.worker.handler.guard;

import io.gleaner.process.Orphans;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Processes under a guard, none of which is left behind. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "looks at processes in /proc")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class GuardCase {
  final String id = "guarded-" + UUID.randomUUID();
  final List<Process> workers = new ArrayList<>();

  @AfterEach
  void end() {
    workers.forEach(Process::destroyForcibly);
    Orphans.kill(id);
  }
}
