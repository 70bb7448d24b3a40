package io.gleaner.coordinator.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C and SIGTERM: the first asks for a graceful stop, the second for an end at once. A shutdown
 * hook cannot tell the two apart, and sun.misc.Signal is not for compiling against, so it is called
 * by its name.
 */
final class Interrupts {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private Interrupts() {}

  /**
   * Listens from now on.
   *
   * @param first hears of the first signal, on a thread of the Java machine's
   * @param second hears of every later one
   */
  static void listen(Runnable first, Runnable second) {
    AtomicInteger count = new AtomicInteger();
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("handle")) {
            (count.getAndIncrement() == 0 ? first : second).run();
            return null;
          }
          return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "interrupts";
          };
        };
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> listener = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(), new Class<?>[] {listener}, handler);
      for (String name : SIGNALS) {
        Object one = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, listener).invoke(null, one, proxy);
      }
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // Without them, the first signal ends the program as any other; what was done is kept.
      return;
    }
  }
}
