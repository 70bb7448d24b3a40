package io.gleaner.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Timer;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The rules of the design. A rule about a package that does not exist passes. */
public final class ArchitectureRules {
  /** The packages of common that know neither I/O, nor threads, nor the time of the machine. */
  public static final List<String> PURE_IN_COMMON =
      List.of(
          "io.gleaner.item",
          "io.gleaner.lease",
          "io.gleaner.ledger",
          // The port and its values; what talks to a broker is in io.gleaner.queue.amqp.
          "io.gleaner.queue",
          "io.gleaner.retry",
          "io.gleaner.failure");

  /** More methods than this and a port serves more than one role. */
  private static final int MOST_METHODS_OF_A_PORT = 8;

  private ArchitectureRules() {}

  /** The classes of the module whose tests run now, without its tests and its dependencies. */
  public static JavaClasses mainClasses() {
    return new ClassFileImporter().importPath(Path.of("target", "classes"));
  }

  /** Checks what holds for every module. */
  public static void checkEverywhere(JavaClasses classes) {
    Stream.of(
            // The harness believes no class of ours, and empties queues by itself.
            driverOnlyIn(
                "com.rabbitmq..",
                "io.gleaner.queue.amqp..",
                "io.gleaner.faults.servers..",
                // Looks at queues from outside, for all contenders in the same way.
                "io.gleaner.benchmark.watch.."),
            driverOnlyIn(
                "io.lettuce..", "io.gleaner.ledger.redis..", "io.gleaner.benchmark.watch.."),
            noDriverIn("java.util.logging..", "slf4j is the one logger"),
            telling(),
            noCycles("io.gleaner.(**)"),
            noConstructorStartsAThread(),
            smallPorts())
        .forEach(rule -> rule.check(classes));
  }

  /**
   * Classes of these packages use only each other, values of the JDK, pcollections and jspecify.
   */
  public static ArchRule pure(List<String> packages) {
    String[] own = packages.toArray(String[]::new);
    DescribedPredicate<JavaClass> allowed =
        resideInAnyPackage(own)
            .or(
                resideInAnyPackage(
                    "java.lang..",
                    "java.util",
                    "java.util.function",
                    "java.util.regex",
                    "java.util.stream",
                    "java.time..",
                    "java.nio.charset",
                    "java.math",
                    "org.pcollections",
                    "org.jspecify.annotations"))
            // What a port's method promises; to make or to run one takes other classes.
            .or(type(CompletionStage.class))
            .and(
                DescribedPredicate.not(
                    type(Thread.class)
                        .or(type(ThreadLocal.class))
                        .or(type(Runtime.class))
                        .or(type(Process.class))
                        .or(type(ProcessBuilder.class))
                        .or(type(Random.class))
                        .or(type(Timer.class))));
    return classes()
        .that()
        .resideInAnyPackage(own)
        .should()
        .onlyDependOnClassesThat(
            allowed.or(arrayOrPrimitive()).as("are values: no I/O, no threads, no drivers"))
        .andShould(new NoHiddenInput())
        .allowEmptyShould(true)
        .because("pure packages are explored by tests, state by state: nothing may be hidden");
  }

  /** Nothing in {@code from} depends on anything in {@code to}. */
  public static ArchRule independent(String from, String to) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(to)
        .allowEmptyShould(true)
        .because("the coordinator launches a program or an image, and common serves both");
  }

  static ArchRule driverOnlyIn(String driver, String... adapters) {
    return noClasses()
        .that(DescribedPredicate.not(resideInAnyPackage(adapters)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(driver)
        .allowEmptyShould(true)
        .because("adapters translate a driver once, at the edge");
  }

  static ArchRule noDriverIn(String driver, String reason) {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage(driver)
        .allowEmptyShould(true)
        .because(reason);
  }

  static ArchRule telling() {
    return noClasses()
        .should()
        .resideInAnyPackage(
            "io.gleaner..util..",
            "io.gleaner..utils..",
            "io.gleaner..impl..",
            "io.gleaner..model..",
            "io.gleaner..manager..",
            "io.gleaner..helper..",
            "io.gleaner..helpers..")
        .allowEmptyShould(true)
        .because("a package is named by what it is about");
  }

  static ArchRule noCycles(String slices) {
    return slices()
        .matching(slices)
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .because("a package that needs itself cannot be understood alone");
  }

  static ArchRule noConstructorStartsAThread() {
    return constructors()
        .should(new StartNoThread())
        .allowEmptyShould(true)
        .because("an object is whole before anything runs in it");
  }

  static ArchRule smallPorts() {
    return classes()
        .that()
        .areInterfaces()
        .and()
        .resideInAnyPackage(
            "io.gleaner.ledger",
            // The port and its values; what talks to a broker is in io.gleaner.queue.amqp.
            "io.gleaner.queue",
            "io.gleaner.coordinator.control",
            "io.gleaner.coordinator.launch")
        .should(new HaveAtMostMethods(MOST_METHODS_OF_A_PORT))
        .allowEmptyShould(true)
        .because("a port that grows is split by role");
  }

  private static DescribedPredicate<JavaClass> arrayOrPrimitive() {
    return DescribedPredicate.describe(
        "arrays of values",
        c -> c.isPrimitive() || (c.isArray() && c.getBaseComponentType().isPrimitive()));
  }

  /** Only tests take a rule of the protocol away. */
  public static ArchRule protocolRulesAreWhole() {
    return ArchRuleDefinition.noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "it takes a rule of the protocol away",
                call ->
                    call.getName().equals("without")
                        && (call.getTargetOwner().getSimpleName().equals("LedgerRules")
                            || call.getTargetOwner().getSimpleName().equals("WorkerMachine"))));
  }
}
