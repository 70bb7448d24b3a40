package io.gleaner.faults;

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
  void theHarnessKnowsNothingOfTheProgramThatItTests() {
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.gleaner.ledger..",
            "io.gleaner.queue..",
            "io.gleaner.worker..",
            "io.gleaner.coordinator..")
        .because("what checks must not believe what it checks")
        .check(classes);
  }

  @Test
  void theChecksAreFunctionsOfTheEvidence() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("io.gleaner.faults.check..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..",
            "java.nio..",
            "java.net..",
            "io.gleaner.faults.process..",
            "io.gleaner.faults.run..",
            "io.gleaner.faults.servers..")
        .check(classes);
  }
}
