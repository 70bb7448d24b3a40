package io.gleaner.worker.handler.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Ending.Kind;
import io.gleaner.worker.handler.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaHandlerTest {
  private static final String RUNNING = "gleaner.test.running";
  private static final String RELEASE = "gleaner.test.release";

  /** Runs until released, whatever anybody says; properties are all it shares with the test. */
  private static final String DEAF =
      "System.setProperty(\"gleaner.test.running\", \"yes\");"
          + " while (System.getProperty(\"gleaner.test.release\") == null) Thread.onSpinWait();"
          + " return Bytes.utf8(\"at last\");";

  private static final String SLEEPING =
      "System.setProperty(\"gleaner.test.running\", \"yes\"); Thread.sleep(1_000_000); return item;";

  @TempDir Path folder;
  private final Queue<String> unstoppable = new ConcurrentLinkedQueue<>();

  @AfterEach
  void release() {
    System.clearProperty(RUNNING);
    System.clearProperty(RELEASE);
  }

  @Test
  void theHandlerOfAJarGetsTheItemAndItsContext() throws Exception {
    Path classes =
        HandlerJar.folder(
            folder,
            "return Bytes.utf8(item.text() + context.job() + context.index() + context.attempt()"
                + " + context.fencingToken() + context.worker() + context.cancelled()"
                + " + (Thread.currentThread().getContextClassLoader()"
                + " == getClass().getClassLoader()));");
    Path jar = HandlerJar.jar(classes, folder.resolve("handler.jar"));
    try (JavaHandler handler = load(jar, null, null, 1000)) {
      Ending ending = run(handler, "item-");
      assertThat(ending.kind()).isEqualTo(Kind.DONE);
      assertThat(ending.exitCode()).isZero();
      assertThat(ending.output().text()).isEqualTo("item-job4299w1falsetrue");
    }
  }

  @Test
  void anExceptionFailsTheAttemptAndShowsItsTrace() throws Exception {
    Path classes = HandlerJar.folder(folder, "throw new java.io.IOException(\"disk on fire\");");
    try (JavaHandler handler = load(classes, null, null, 1000)) {
      Ending ending = run(handler, "x");
      assertThat(ending.kind()).isEqualTo(Kind.FAILED);
      assertThat(ending.exitCode()).isEqualTo(1);
      assertThat(ending.error()).isEqualTo("the handler threw java.io.IOException: disk on fire");
      assertThat(ending.stderrTail()).contains("Handler0.handle(");
    }
  }

  @Test
  void evenAnErrorFailsTheAttemptOnly() throws Exception {
    Path classes = HandlerJar.folder(folder, "return handle(context, item);");
    try (JavaHandler handler = load(classes, null, null, 1000)) {
      Ending ending = run(handler, "x");
      assertThat(ending.kind()).isEqualTo(Kind.FAILED);
      assertThat(ending.error()).contains("StackOverflowError");
      assertThat(ending.stderrTail().length()).isLessThanOrEqualTo(4096);
    }
  }

  @Test
  void aPermanentFailureFailsForGood() throws Exception {
    Path classes = HandlerJar.folder(folder, "throw new PermanentFailure(\"no such customer\");");
    try (JavaHandler handler = load(classes, null, null, 1000)) {
      Ending ending = run(handler, "x");
      assertThat(ending.kind()).isEqualTo(Kind.FAILED_FOR_GOOD);
      assertThat(ending.error()).isEqualTo("no such customer");
    }
  }

  @Test
  void nullIsNoResult() throws Exception {
    Path classes = HandlerJar.folder(folder, "return null;");
    try (JavaHandler handler = load(classes, null, null, 1000)) {
      assertThat(run(handler, "x").error()).contains("returned null");
    }
  }

  @Test
  void aResultAboveTheLimitFailsForGood() throws Exception {
    Path classes = HandlerJar.folder(folder, "return item;");
    try (JavaHandler handler = load(classes, null, null, 3)) {
      assertThat(run(handler, "abc").kind()).isEqualTo(Kind.DONE);
      Ending ending = run(handler, "abcd");
      assertThat(ending.kind()).isEqualTo(Kind.FAILED_FOR_GOOD);
      assertThat(ending.error()).contains("3 bytes").contains("--max-result");
    }
  }

  @Test
  void whenItsTimeIsUpTheHandlerIsInterrupted() throws Exception {
    Path classes = HandlerJar.folder(folder, SLEEPING);
    try (JavaHandler handler = load(classes, null, Duration.ofMillis(100), 1000)) {
      Ending ending = run(handler, "x");
      assertThat(ending.kind()).isEqualTo(Kind.FAILED);
      assertThat(ending.error()).isEqualTo("timed out after 0.1s");
      assertThat(ending.stderrTail()).contains("InterruptedException");
    }
    assertThat(unstoppable).isEmpty();
  }

  @Test
  void aHandlerThatIgnoresItsTimeoutIsReportedAfterTheGracePeriod() throws Exception {
    Path classes = HandlerJar.folder(folder, DEAF);
    try (JavaHandler handler = load(classes, null, Duration.ofMillis(50), 1000)) {
      CompletableFuture<Ending> ending = new CompletableFuture<>();
      handler.start(assignment("x"), ending::complete);
      await().until(() -> !unstoppable.isEmpty());
      assertThat(unstoppable)
          .containsExactly(
              "item 4 timed out after 0.05s, but its handler ignores being interrupted");
      assertThat(ending).as("nothing may be told as long as it runs").isNotDone();
      System.setProperty(RELEASE, "now");
      assertThat(ending.get(30, TimeUnit.SECONDS).error()).isEqualTo("timed out after 0.05s");
    }
  }

  @Test
  void aHandlerThatIgnoresBeingKilledIsReported() throws Exception {
    Path classes = HandlerJar.folder(folder, DEAF);
    try (JavaHandler handler = load(classes, null, null, 1000)) {
      CompletableFuture<Ending> ending = new CompletableFuture<>();
      Run run = handler.start(assignment("x"), ending::complete);
      await().until(() -> System.getProperty(RUNNING) != null);
      run.terminate();
      run.kill();
      run.kill();
      await().until(() -> !unstoppable.isEmpty());
      System.setProperty(RELEASE, "now");
      assertThat(ending.get(30, TimeUnit.SECONDS).kind()).isEqualTo(Kind.DONE);
    }
    assertThat(unstoppable).hasSize(1);
  }

  @Test
  void aHandlerThatHeedsTheInterruptIsNotReported() throws Exception {
    Path classes = HandlerJar.folder(folder, SLEEPING);
    try (JavaHandler handler = load(classes, null, null, 1000)) {
      CompletableFuture<Ending> ending = new CompletableFuture<>();
      Run run = handler.start(assignment("x"), ending::complete);
      await().until(() -> System.getProperty(RUNNING) != null);
      run.kill();
      assertThat(ending.get(30, TimeUnit.SECONDS).error()).contains("InterruptedException");
    }
    assertThat(unstoppable).isEmpty();
  }

  @Test
  void anInterruptNeverReachesTheNextItemOfAThread() throws Exception {
    Path classes = HandlerJar.folder(folder, "return Bytes.utf8(\"\" + Thread.interrupted());");
    try (JavaHandler handler = load(classes, null, null, 1000)) {
      for (int i = 0; i < 500; i++) {
        CompletableFuture<Ending> ending = new CompletableFuture<>();
        Run run = handler.start(assignment("x"), ending::complete);
        run.terminate();
        ending.get(30, TimeUnit.SECONDS);
        run.terminate();
        assertThat(run(handler, "y").output().text()).isEqualTo("false");
      }
    }
  }

  @Test
  void oneOfSeveralIsChosenByName() throws Exception {
    Path classes =
        HandlerJar.folder(folder, "return Bytes.utf8(\"zero\");", "return Bytes.utf8(\"one\");");
    try (JavaHandler handler = load(classes, "Handler1", null, 1000)) {
      assertThat(run(handler, "x").output().text()).isEqualTo("one");
    }
    assertConfiguration(() -> load(classes, null, null, 1000))
        .hasMessageContaining("several handlers")
        .hasMessageContaining("Handler0, Handler1");
    assertConfiguration(() -> load(classes, "Other", null, 1000))
        .hasMessageContaining("no handler of the name Other")
        .hasMessageContaining("Handler0, Handler1");
  }

  @Test
  void aClassPathWithoutAHandlerIsRefused() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertConfiguration(() -> load(empty, null, null, 1000))
        .hasMessageContaining("no handler was found in " + empty)
        .hasMessageContaining("META-INF/services/io.gleaner.worker.handler.WorkHandler");
    assertConfiguration(() -> load(folder.resolve("absent.jar"), null, null, 1000))
        .hasMessageContaining("absent.jar, which does not exist");
  }

  @Test
  void aHandlerThatCannotBeLoadedIsRefused() throws Exception {
    Path classes = HandlerJar.folder(folder, "return item;");
    System.setProperty("broken.handler", "yes");
    try {
      assertConfiguration(() -> load(classes, null, null, 1000))
          .hasMessageContaining("cannot be loaded")
          .hasMessageContaining("Handler0");
    } finally {
      System.clearProperty("broken.handler");
    }
    HandlerJar.declare(classes, "Missing");
    assertConfiguration(() -> load(classes, null, null, 1000))
        .hasMessageContaining("cannot be loaded")
        .hasMessageContaining("Missing");
  }

  private JavaHandler load(
      Path classes, @Nullable String name, @Nullable Duration timeout, int maxResult) {
    JavaSettings settings =
        new JavaSettings(
            List.of(classes),
            name,
            "w1",
            timeout,
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            maxResult);
    return JavaHandler.load(settings, (assignment, sentence) -> unstoppable.add(sentence));
  }

  private static Ending run(JavaHandler handler, String item) throws Exception {
    CompletableFuture<Ending> ending = new CompletableFuture<>();
    handler.start(assignment(item), ending::complete);
    return ending.get(30, TimeUnit.SECONDS);
  }

  private static Assignment assignment(String item) {
    return new Assignment("job", 4, 2, 99, 1, Bytes.utf8(item));
  }

  private static AbstractThrowableAssert<?, ?> assertConfiguration(ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION));
  }
}
