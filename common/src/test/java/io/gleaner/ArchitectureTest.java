package io.gleaner;

import com.tngtech.archunit.core.domain.JavaClasses;
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
  void thePureCoreStaysPure() {
    ArchitectureRules.pure(ArchitectureRules.PURE_IN_COMMON).check(classes);
  }

  @Test
  void commonKnowsNeitherTheWorkerNorTheCoordinator() {
    ArchitectureRules.independent("io.gleaner..", "io.gleaner.worker..").check(classes);
    ArchitectureRules.independent("io.gleaner..", "io.gleaner.coordinator..").check(classes);
  }

  @Test
  void onlyTestsTakeARuleOfTheProtocolAway() {
    ArchitectureRules.protocolRulesAreWhole().check(classes);
  }
}
