package io.gleaner.coordinator;

import io.gleaner.architecture.ArchitectureRules;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ArchitectureTest {
  @Test
  void everyRuleOfTheDesignHolds() {
    ArchitectureRules.checkEverywhere(ArchitectureRules.mainClasses());
  }
}
