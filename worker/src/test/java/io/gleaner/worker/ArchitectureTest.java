package io.gleaner.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.gleaner.architecture.ArchitectureRules;
import io.gleaner.worker.handler.Stopwatch;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ArchitectureTest {
  private static final List<String> PURE =
      Stream.concat(ArchitectureRules.PURE_IN_COMMON.stream(), Stream.of("io.gleaner.worker.state"))
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
  void theWorkerDoesNotKnowTheCoordinator() {
    ArchitectureRules.independent("io.gleaner.worker..", "io.gleaner.coordinator..").check(classes);
  }

  /** So a worker whose clock somebody sets, or that jumps, decides as if nothing had happened. */
  @Test
  void noDecisionOfAWorkerDependsOnTheTimeOfDay() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Stopwatch.class.getName())
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .because("leases count on the monotonic clock; only reports show the time of day")
        .check(classes);
  }

  @Test
  void onlyTestsTakeARuleOfTheProtocolAway() {
    ArchitectureRules.protocolRulesAreWhole().check(classes);
  }
}
