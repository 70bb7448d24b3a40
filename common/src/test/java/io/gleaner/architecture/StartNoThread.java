package io.gleaner.architecture;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.Executor;

/** Follows a constructor into the methods of its own class, and looks for a thread that starts. */
final class StartNoThread extends ArchCondition<JavaConstructor> {
  private static final Set<String> HANDING_OVER =
      Set.of(
          "execute",
          "submit",
          "invokeAll",
          "invokeAny",
          "schedule",
          "scheduleAtFixedRate",
          "scheduleWithFixedDelay");

  StartNoThread() {
    super("start no thread");
  }

  @Override
  public void check(JavaConstructor constructor, ConditionEvents events) {
    follow(constructor, constructor, new HashSet<>(), events);
  }

  private static void follow(
      JavaConstructor constructor,
      JavaCodeUnit unit,
      Set<JavaCodeUnit> seen,
      ConditionEvents events) {
    if (!seen.add(unit)) {
      return;
    }
    for (JavaCall<?> call : unit.getCallsFromSelf()) {
      // A lambda's body is not run by the method that it stands in.
      if (call.isDeclaredInLambda()) {
        continue;
      }
      if (startsAThread(call)) {
        events.add(SimpleConditionEvent.violated(constructor, call.getDescription()));
      } else if (call.getTargetOwner().equals(constructor.getOwner())) {
        call.getTarget()
            .resolveMember()
            .ifPresent(member -> follow(constructor, (JavaCodeUnit) member, seen, events));
      }
    }
  }

  private static boolean startsAThread(JavaCall<?> call) {
    JavaClass owner = call.getTargetOwner();
    String method = call.getName();
    return (owner.isAssignableTo(Thread.class) && method.equals("start"))
        || (owner.isAssignableTo(Executor.class) && HANDING_OVER.contains(method))
        || (owner.isAssignableTo(Timer.class) && method.equals("<init>"));
  }
}
