package io.gleaner.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.gleaner.architecture.fixture.left.Left;
import io.gleaner.architecture.fixture.pure.Arithmetic;
import io.gleaner.architecture.fixture.pure.ReadsFiles;
import io.gleaner.architecture.fixture.pure.ReadsTheClock;
import io.gleaner.architecture.fixture.pure.ReadsTheEnvironment;
import io.gleaner.architecture.fixture.pure.RunsThreads;
import io.gleaner.architecture.fixture.right.Right;
import io.gleaner.architecture.fixture.startup.StartsItself;
import io.gleaner.architecture.fixture.startup.StartsLater;
import io.gleaner.architecture.fixture.startup.SubmitsItself;
import io.gleaner.architecture.fixture.util.Misplaced;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule, seen failing. */
class ArchitectureRulesTest {
  private static final ArchRule PURE =
      ArchitectureRules.pure(
          Stream.concat(
                  Stream.of("io.gleaner.architecture.fixture.pure"),
                  ArchitectureRules.PURE_IN_COMMON.stream())
              .toList());

  @ParameterizedTest
  @ValueSource(
      classes = {
        ReadsFiles.class,
        ReadsTheClock.class,
        ReadsTheEnvironment.class,
        RunsThreads.class
      })
  void aPurePackageKnowsNoInputNoOutputNoThreadAndNoClock(Class<?> impure) {
    assertThatThrownBy(() -> PURE.check(classes(impure)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(impure.getSimpleName());
  }

  @Test
  void aPurePackageMayCalculateWithValues() {
    assertThatCode(() -> PURE.check(classes(Arithmetic.class))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(classes = {StartsItself.class, SubmitsItself.class})
  void aConstructorThatStartsAThreadIsFound(Class<?> hasty) {
    assertThatThrownBy(() -> ArchitectureRules.noConstructorStartsAThread().check(classes(hasty)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(hasty.getSimpleName());
  }

  @Test
  void aConstructorMayKeepWhatStartsAThreadLater() {
    assertThatCode(
            () -> ArchitectureRules.noConstructorStartsAThread().check(classes(StartsLater.class)))
        .doesNotThrowAnyException();
  }

  @Test
  void aCycleOfPackagesIsFound() {
    assertThatThrownBy(
            () ->
                ArchitectureRules.noCycles("io.gleaner.(**)")
                    .check(classes(Left.class, Right.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Cycle detected");
  }

  @Test
  void aPackageWhoseNameSaysNothingIsFound() {
    assertThatThrownBy(() -> ArchitectureRules.telling().check(classes(Misplaced.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Misplaced");
  }

  @Test
  void aDriverOutsideItsAdapterIsFound() {
    ArchRule rule = ArchitectureRules.driverOnlyIn("java.nio.file..", "io.gleaner.queue.amqp..");
    assertThatThrownBy(() -> rule.check(classes(ReadsFiles.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ReadsFiles");
  }

  @Test
  void aDependencyInTheWrongDirectionIsFound() {
    ArchRule rule = ArchitectureRules.independent("..left..", "..right..");
    assertThatThrownBy(() -> rule.check(classes(Left.class, Right.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Left");
  }

  @Test
  void aPortIsCountedByWhatItAsksOfItsImplementations() {
    HaveAtMostMethods condition = new HaveAtMostMethods(0);
    assertThat(condition.getDescription()).isEqualTo("have at most 0 methods");
    ArchRule rule = ArchRuleDefinition.classes().should(condition);
    assertThatThrownBy(() -> rule.check(classes(AutoCloseable.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("java.lang.AutoCloseable has 1 methods");
    assertThatCode(() -> rule.check(classes(Arithmetic.class))).doesNotThrowAnyException();
  }

  @Test
  void theModuleThatIsCheckedIsNotEmpty() {
    assertThat(ArchitectureRules.mainClasses())
        .extracting(type -> type.getName())
        .contains("io.gleaner.item.WorkItem");
  }

  private static JavaClasses classes(Class<?>... types) {
    return new ClassFileImporter().importClasses(List.of(types));
  }
}
