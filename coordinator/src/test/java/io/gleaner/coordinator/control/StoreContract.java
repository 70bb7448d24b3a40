package io.gleaner.coordinator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.job.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store keeps. Each test has an empty one. */
@NullMarked
@Timeout(30)
public abstract class StoreContract {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final ObjectKey PI = new ObjectKey(Kind.JOB, "pi");

  /** The empty store. */
  protected abstract ObjectStore objects();

  /** The same store. */
  protected abstract WorkerStore workers();

  /** The same store. */
  protected abstract EventStore events();

  @Test
  void whatWasCreatedIsFound() {
    Owner owner = new Owner(new ObjectKey(Kind.CRON_JOB, "hello"), "u0");
    StoredObject sent = StoredObject.created(PI, "u1", NOW, "{\"ü\": \"\\u0000 x\"}", owner);

    StoredObject kept = written(objects().create(sent));

    assertThat(kept.resourceVersion()).isPositive();
    assertThat(kept.at(0)).isEqualTo(sent);
    assertThat(objects().get(PI)).contains(kept);
    assertThat(objects().list(Kind.JOB)).containsExactly(kept);
    assertThat(objects().list(Kind.CRON_JOB)).isEmpty();
    assertThat(objects().get(new ObjectKey(Kind.CRON_JOB, "pi"))).isEmpty();
  }

  @Test
  void aTakenNameIsRefusedWithWhatHasIt() {
    StoredObject first = written(objects().create(job("u1")));

    assertThat(objects().create(job("u2"))).isEqualTo(new WriteResult.Conflict(first));
  }

  @Test
  void objectsOfAKindAreListedByName() {
    for (String name : List.of("b", "c", "a")) {
      ObjectKey key = new ObjectKey(Kind.JOB, name);
      objects().create(StoredObject.created(key, name, NOW, "{}", null));
    }

    assertThat(objects().list(Kind.JOB))
        .extracting(object -> object.key().name())
        .containsExactly("a", "b", "c");
  }

  @Test
  void everyPartOfAnObjectCanBeReplaced() {
    StoredObject first = written(objects().create(job("u1")));
    StoredObject changed =
        first
            .withManifest("{\"spec\": 1}", true)
            .withStatus("{\"active\": 1}")
            .deleting(Deletion.Policy.FOREGROUND, NOW);

    StoredObject kept = written(objects().replace(changed));

    assertThat(kept.resourceVersion()).isGreaterThan(first.resourceVersion());
    assertThat(kept.generation()).isEqualTo(2);
    assertThat(kept.at(0)).isEqualTo(changed.at(0));
    assertThat(objects().get(PI)).contains(kept);
  }

  @Test
  void aChangeOfWhatWasReadTooLongAgoIsAConflict() {
    StoredObject first = written(objects().create(job("u1")));
    StoredObject second = written(objects().replace(first.withStatus("{\"a\": 1}")));

    assertThat(objects().replace(first.withStatus("{\"a\": 2}")))
        .isEqualTo(new WriteResult.Conflict(second));
    assertThat(objects().get(PI)).contains(second);
  }

  @Test
  void aChangeOfWhatIsGoneIsNotMade() {
    StoredObject first = written(objects().create(job("u1")));
    objects().remove(PI, "u1");
    assertThat(objects().replace(first)).isEqualTo(new WriteResult.Gone());

    objects().create(job("u2"));
    assertThat(objects().replace(first)).isEqualTo(new WriteResult.Gone());
  }

  @Test
  void onlyTheObjectThatWasMeantIsRemoved() {
    objects().create(job("u2"));
    objects().remove(PI, "u1");
    assertThat(objects().get(PI)).isPresent();

    objects().remove(PI, "u2");
    objects().remove(PI, "u2");
    assertThat(objects().get(PI)).isEmpty();
  }

  @Test
  void versionsGrowOverObjectsThatWereRemoved() {
    StoredObject first = written(objects().create(job("u1")));
    objects().remove(PI, "u1");

    StoredObject second = written(objects().create(job("u2")));

    assertThat(second.resourceVersion()).isGreaterThan(first.resourceVersion());
  }

  @Test
  void whoWaitsHearsOfAChange() throws Exception {
    long before = objects().awaitChange(0, Duration.ZERO);
    CompletableFuture<Long> waiting =
        CompletableFuture.supplyAsync(() -> objects().awaitChange(before, LONG));

    objects().create(job("u1"));

    assertThat(waiting.get(20, TimeUnit.SECONDS)).isGreaterThan(before);
  }

  @Test
  void whatChangedBeforeIsNotWaitedFor() {
    long before = objects().awaitChange(0, Duration.ZERO);
    objects().create(job("u1"));

    long after = objects().awaitChange(before, LONG);

    assertThat(after).isGreaterThan(before);
    assertThat(objects().awaitChange(after, Duration.ofMillis(1))).isEqualTo(after);
  }

  @Test
  void workersAreKeptInTheOrderOfTheirStarts() {
    long token = lead("me");
    WorkerRecord second = worker("a", 2);
    WorkerRecord first = worker("b", 1);

    assertThat(workers().put(token, second)).isTrue();
    assertThat(workers().put(token, first)).isTrue();

    assertThat(workers().workers()).containsExactly(first, second);
  }

  @Test
  void aWorkersNewRecordReplacesItsOldOne() {
    long token = lead("me");
    workers().put(token, worker("a", 1));
    WorkerRecord.Run run = new WorkerRecord.Run(7, "boot:1", NOW, NOW.plusMillis(5), 143);
    WorkerRecord ended = worker("a", 1).stopping(NOW).in(WorkerRecord.Phase.FAILED, 3, run);

    workers().put(token, ended);
    assertThat(workers().workers()).containsExactly(ended);

    assertThat(workers().remove(token, "a")).isTrue();
    assertThat(workers().workers()).isEmpty();
  }

  @Test
  void aChangeOfAWorkerIsAChange() {
    long token = lead("me");
    long before = objects().awaitChange(0, Duration.ZERO);

    workers().put(token, worker("a", 1));

    assertThat(objects().awaitChange(before, LONG)).isGreaterThan(before);
  }

  @Test
  void eventsAreKeptAsLongAsTheirObject() {
    long token = lead("me");
    StoredObject pi = written(objects().create(job("u1")));
    Event created = Event.of(Event.Type.NORMAL, "job-controller", "SuccessfulCreate", "ü", NOW);
    Event again = created.again("ü", NOW.plusMillis(1));
    long version = objects().awaitChange(0, Duration.ZERO);

    assertThat(events().events("u1")).isEmpty();
    events().keep(token, PI, "u1", List.of(created));
    events().keep(token, PI, "u1", List.of(created, again));
    assertThat(events().events("u1")).containsExactly(created, again);
    assertThat(objects().awaitChange(0, Duration.ZERO)).as("nobody is woken").isEqualTo(version);

    objects().remove(PI, pi.uid());
    assertThat(events().events("u1")).isEmpty();
    written(objects().create(job("u2")));
    events().keep(token, PI, "u1", List.of(created));
    assertThat(events().events("u1")).as("of an object that is gone").isEmpty();
  }

  @Test
  void onlyTheLeaderTells() {
    long token = lead("me");
    written(objects().create(job("u1")));
    Event event = Event.of(Event.Type.WARNING, "job-controller", "Late", "late", NOW);
    events().keep(token + 1, PI, "u1", List.of(event));
    workers().stepDown(token);
    events().keep(token, PI, "u1", List.of(event));

    assertThat(events().events("u1")).isEmpty();
  }

  @Test
  void onlyOneLeads() {
    long mine = lead("me");

    assertThat(workers().lead("you", LONG))
        .isInstanceOfSatisfying(
            LeadReply.LedBy.class,
            other -> {
              assertThat(other.holder()).isEqualTo("me");
              assertThat(other.waitMillis()).isBetween(1L, LONG.toMillis());
            });
    assertThat(lead("me")).as("renewed").isEqualTo(mine);
  }

  @Test
  void aLeadThatWasGivenBackIsNoLeadAnyMore() {
    long mine = lead("me");
    workers().stepDown(mine);
    assertThat(workers().put(mine, worker("a", 1))).isFalse();

    long yours = lead("you");
    assertThat(yours).isGreaterThan(mine);
    workers().stepDown(mine);
    assertThat(workers().put(mine, worker("a", 1))).isFalse();
    assertThat(workers().remove(mine, "a")).isFalse();
    assertThat(workers().put(yours, worker("a", 1))).isTrue();
  }

  private long lead(String holder) {
    LeadReply reply = workers().lead(holder, LONG);
    assertThat(reply).isInstanceOf(LeadReply.Leading.class);
    return ((LeadReply.Leading) reply).token();
  }

  private static StoredObject written(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).object();
  }

  private static StoredObject job(String uid) {
    return StoredObject.created(PI, uid, NOW, "{}", null);
  }

  private static WorkerRecord worker(String uid, long ordinal) {
    return new WorkerRecord(
        "pi-" + uid,
        uid,
        new Owner(PI, "u1"),
        ordinal,
        new Place(3, 1, 2),
        NOW,
        null,
        "host",
        "pi.log",
        WorkerRecord.Phase.PENDING,
        0,
        null);
  }
}
