package io.gleaner.benchmark;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.gleaner.architecture.ArchitectureRules;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ArchitectureTest {
  private final JavaClasses classes = ArchitectureRules.mainClasses();

  @Test
  void everyRuleOfTheDesignHolds() {
    ArchitectureRules.checkEverywhere(classes);
  }

  @Test
  void onlyHandlersAndTheSimulationKnowAnythingOfTheProgramThatIsMeasured() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackages("io.gleaner.benchmark.handler", "io.gleaner.benchmark.simulation")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.gleaner.item..",
            "io.gleaner.ledger..",
            "io.gleaner.queue..",
            "io.gleaner.worker..",
            "io.gleaner.coordinator..")
        .because("it is measured as a user starts it")
        .check(classes);
  }
}
