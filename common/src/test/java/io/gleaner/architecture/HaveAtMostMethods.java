package io.gleaner.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * Counts what an interface asks of its implementations; default and static methods cost them
 * nothing.
 */
final class HaveAtMostMethods extends ArchCondition<JavaClass> {
  private final int most;

  HaveAtMostMethods(int most) {
    super("have at most %d methods", most);
    this.most = most;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    long count = type.getMethods().stream().filter(HaveAtMostMethods::isToImplement).count();
    if (count > most) {
      events.add(
          SimpleConditionEvent.violated(
              type, "%s has %d methods, more than %d".formatted(type.getName(), count, most)));
    }
  }

  private static boolean isToImplement(JavaMethod method) {
    return method.getModifiers().contains(JavaModifier.ABSTRACT);
  }
}
