package io.gleaner.architecture;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** No call that gives another answer another time: the clock, chance, the environment. */
final class NoHiddenInput extends ArchCondition<JavaClass> {
  private static final Set<String> SAME_EVERY_TIME =
      Set.of("arraycopy", "identityHashCode", "lineSeparator");

  NoHiddenInput() {
    super("take time, chance and environment as arguments");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    type.getCodeUnits().stream()
        .flatMap(unit -> unit.getCallsFromSelf().stream())
        .filter(NoHiddenInput::isHiddenInput)
        .forEach(call -> events.add(SimpleConditionEvent.violated(type, call.getDescription())));
  }

  private static boolean isHiddenInput(JavaCall<?> call) {
    String owner = call.getTargetOwner().getName();
    String method = call.getName();
    return (owner.equals("java.lang.System") && !SAME_EVERY_TIME.contains(method))
        || (owner.equals("java.lang.Math") && method.equals("random"))
        || (owner.equals("java.util.UUID") && method.equals("randomUUID"))
        || (owner.startsWith("java.time.") && method.equals("now"))
        || (owner.equals("java.time.Clock") && method.startsWith("system"));
  }
}
