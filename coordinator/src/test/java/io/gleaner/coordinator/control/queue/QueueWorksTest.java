package io.gleaner.coordinator.control.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.config.Endpoints;
import io.gleaner.config.JobName;
import io.gleaner.coordinator.control.Program;
import io.gleaner.coordinator.manifest.WorkQueueReader;
import io.gleaner.coordinator.runtime.LedgerCalls;
import io.gleaner.coordinator.runtime.Pacing;
import io.gleaner.coordinator.runtime.QueueAccess;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.MemoryLedgerServer;
import io.gleaner.ledger.Phase;
import io.gleaner.queue.MemoryQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class QueueWorksTest {
  private static final JobName NAME = new JobName("primes");

  @TempDir private Path folder;
  private final MemoryLedgerServer ledger = new MemoryLedgerServer();
  private final MemoryQueue queue = new MemoryQueue("gleaner.primes");
  private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
  private @Nullable QueueWorks works;
  private long round;

  @AfterEach
  void close() {
    works().close();
  }

  @Test
  void itsItemsAreFilledAndTheLedgerDoesAsIsWished() {
    QueueJob job = job("a", "\"list\": [\"2\", \"3\"]");

    Glance ready = await(job, false, null, glance -> glance.ready() && total(glance) == 2);
    assertThat(ready.settled()).isFalse();
    assertThat(queue.size()).isEqualTo(2);
    assertThat(ledger.state().uid()).isEqualTo("a");

    await(job, true, null, glance -> glance.ready() && figures(glance).suspended());
    await(job, false, null, glance -> glance.ready() && !figures(glance).suspended());

    Glance over = await(job, false, "DeadlineExceeded", Glance::settled);
    assertThat(figures(over).phase()).isEqualTo(Phase.FAILED);
    assertThat(figures(over).reason()).isEqualTo("DeadlineExceeded");
    assertThat(Path.of(figures(over).results())).exists();
  }

  @Test
  void whoeverAsksAfterTheEndIsAnsweredForItsOwnRound() {
    QueueJob job = job("a", "\"list\": [\"2\"]");
    await(job, false, "DeadlineExceeded", Glance::settled);

    assertThat(attend(job, false, null).round()).isEqualTo(round);
  }

  @Test
  void itemsOfAFileAreThoseOfTheTimeOfApplying() throws IOException {
    Path file = Files.writeString(folder.resolve("items"), "2\n3\n5\n");
    QueueJob job = job("a", "\"file\": \"%s\"".formatted(file));
    kept().keep(NAME, "a", job.spec());
    Files.delete(file);

    await(job, false, null, glance -> total(glance) == 3);
  }

  @Test
  void aFileThatIsWrongKeepsNothing() {
    QueueJob job = job("a", "\"file\": \"%s\"".formatted(folder.resolve("missing")));

    assertThatThrownBy(() -> kept().keep(NAME, "a", job.spec()))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("missing");
    assertThat(kept().folderOf(NAME, "a").path()).doesNotExist();
  }

  @Test
  void itemsThatAreNotHereAreTold() {
    QueueJob job = job("a", "\"file\": \"/no/such/file\"");

    Glance stuck = await(job, false, null, glance -> glance.trouble() != null);

    assertThat(stuck.ready()).isFalse();
    assertThat(stuck.trouble()).contains("primes", "XDG_STATE_HOME");
    assertThat(said).hasSize(1);
  }

  @Test
  void anotherJobOfTheNameIsNotTouched() {
    var unused =
        ledger
            .connect()
            .send(new LedgerRequest.Open("somebody's", JobSpec.of("other")))
            .toCompletableFuture()
            .join();
    QueueJob job = job("a", "\"list\": [\"2\"]");

    Glance stuck = await(job, false, null, glance -> glance.trouble() != null);
    assertThat(stuck.trouble()).contains("another job of the name primes");

    Awaitility.await().until(() -> works().remove(job));
    assertThat(ledger.state().uid()).isEqualTo("somebody's");
  }

  @Test
  void removingLeavesNothing() {
    QueueJob job = job("a", "\"list\": [\"2\"]");
    await(job, false, null, Glance::ready);

    Awaitility.await().until(() -> works().remove(job));

    assertThat(ledger.connect().summary()).isEmpty();
    assertThat(queue.size()).isZero();
    assertThat(kept().folderOf(NAME, "a").path()).doesNotExist();
  }

  @Test
  void itCarriesOnWhereItWasReleased() {
    QueueJob job = job("a", "\"list\": [\"2\", \"3\"]");
    await(job, false, null, glance -> total(glance) == 2);

    Awaitility.await().until(() -> works().release("a"));
    ledger.advance(20_000);
    await(job, false, null, glance -> glance.ready() && total(glance) == 2);

    assertThat(queue.size()).as("nothing is published twice").isEqualTo(2);
  }

  @Test
  void moreThanSoManyWaitForTheirTurn() {
    works = works(1, null);
    QueueJob first = job("a", "\"list\": [\"2\"]");
    await(first, false, null, Glance::ready);

    assertThat(attend(job("b", "\"list\": [\"2\"]"), false, null).trouble())
        .isEqualTo("It waits: 1 Jobs run already.");
  }

  @Test
  void aWorkerIsGivenItsIdAndItsServersAndEndsWithServersOfTheCoordinator() {
    Instant since = Instant.parse("2026-03-01T10:00:00Z");
    works = works(1, since);

    Program program = works().worker(job("a", "\"list\": [\"2\"]"), "primes-x");

    assertThat(program.tied()).isTrue();
    assertThat(program.command())
        .startsWith("gleaner", "worker", "--job", "primes", "--uid", "a", "--id", "primes-x")
        .contains("--launched", "--drain=20000ms")
        .noneMatch(word -> word.contains("secret"));
    assertThat(program.env()).containsEntry("GLEANER_LEDGER", "redis://:secret@localhost:2");
    assertThat(works().isCutOff(since.minusMillis(1))).isTrue();
    assertThat(works().isCutOff(since)).isFalse();
  }

  private QueueWorks works() {
    if (works == null) {
      works = works(5, null);
    }
    return Objects.requireNonNull(works);
  }

  private QueueWorks works(int most, @Nullable Instant ownSince) {
    Endpoints endpoints =
        Endpoints.of("amqp://u:secret@localhost:1", "redis://:secret@localhost:2");
    return new QueueWorks(
        new MemoryServers(),
        kept(),
        new WorkerCommand(List.of("gleaner"), endpoints, ownSince != null),
        ownSince,
        "test",
        said::add,
        most);
  }

  private KeptItems kept() {
    return new KeptItems(folder.resolve("kept"));
  }

  private Glance await(
      QueueJob job, boolean suspended, @Nullable String fail, Predicate<Glance> wanted) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> attend(job, suspended, fail), wanted);
  }

  private Glance attend(QueueJob job, boolean suspended, @Nullable String fail) {
    return works().attend(job, new Wish(++round, suspended, fail, Set.of(), null));
  }

  private static long total(Glance glance) {
    Figures figures = glance.figures();
    return figures == null ? -1 : figures.total();
  }

  private static Figures figures(Glance glance) {
    return Objects.requireNonNull(glance.figures());
  }

  private static QueueJob job(String uid, String items) {
    String spec =
        "{\"items\": {%s}, \"template\": {\"spec\": {\"containers\": [{\"name\": \"c\"}]}}}"
            .formatted(items);
    try {
      return new QueueJob(
          NAME,
          uid,
          WorkQueueReader.read((ObjectNode) new ObjectMapper().readTree(spec)),
          new Program("c", List.of("true"), Map.of(), null, 30));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A ledger and a queue in memory. */
  private final class MemoryServers implements QueueServers {
    @Override
    public QueueAccess queue(JobName job, Consumer<String> notices) {
      return new QueueAccess(queue.admin(), queue::publisher);
    }

    @Override
    public LedgerCalls ledger(JobName job, Pacing pacing, Consumer<String> notices) {
      return LedgerCalls.over(ledger.connect(), false, pacing, notices);
    }
  }
}
