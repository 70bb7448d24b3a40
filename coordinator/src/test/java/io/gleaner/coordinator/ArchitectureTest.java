package io.gleaner.coordinator;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.gleaner.architecture.ArchitectureRules;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ArchitectureTest {
  private static final List<String> PURE =
      Stream.concat(
              ArchitectureRules.PURE_IN_COMMON.stream(),
              Stream.of(
                  "io.gleaner.coordinator.job",
                  "io.gleaner.coordinator.job.spec",
                  "io.gleaner.coordinator.job.manifest",
                  "io.gleaner.coordinator.cron",
                  "io.gleaner.coordinator.control"))
          .toList();

  private final JavaClasses classes = ArchitectureRules.mainClasses();

  @Test
  void everyRuleOfTheDesignHolds() {
    ArchitectureRules.checkEverywhere(classes);
  }

  @Test
  void thePureCoreStaysPure() {
    ArchitectureRules.pure(PURE).check(classes);
  }

  @Test
  void theCoordinatorDoesNotKnowTheWorker() {
    ArchitectureRules.independent("io.gleaner.coordinator..", "io.gleaner.worker..").check(classes);
  }
}
