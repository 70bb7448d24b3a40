package io.gleaner.ledger.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.redis.RedisOptions.Fsync;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which barrier a server gets, and which servers get none. */
class DurabilityTest {
  private static ServerFacts aof(String version, @Nullable Fsync fsync) {
    return new ServerFacts(version, true, fsync, false, 0, "noeviction");
  }

  private static ServerFacts evicting(long maxMemory, String policy) {
    return new ServerFacts("7.0.15", true, Fsync.ALWAYS, false, maxMemory, policy);
  }

  private static void refused(ServerFacts facts, boolean allowVolatile, String why) {
    GleanerException thrown =
        catchThrowableOfType(GleanerException.class, () -> Durability.of(facts, allowVolatile));
    assertThat(thrown).as("%s", facts).isNotNull().hasMessageContaining(why);
    assertThat(thrown.kind()).isEqualTo(ErrorKind.CONFIGURATION);
  }

  @Test
  void below72AServerThatSyncsBeforeItAnswersNeedsNoMore() {
    assertThat(Durability.of(aof("6.2.0", Fsync.ALWAYS), false)).isEqualTo(Durability.ANSWER);
    assertThat(Durability.of(aof("7.1.9", Fsync.ALWAYS), false)).isEqualTo(Durability.ANSWER);
  }

  @Test
  void below72ASyncOnceASecondIsWatchedForTwoIntervals() {
    assertThat(Durability.of(aof("7.0.15", Fsync.EVERYSEC), false))
        .isEqualTo(Durability.TWO_INTERVALS);
  }

  @Test
  void from72OnWaitaofIsUsedApartFromTheCallsWhereItTakesTime() {
    assertThat(Durability.of(aof("7.2.0", Fsync.ALWAYS), false)).isEqualTo(Durability.WAITAOF);
    assertThat(Durability.of(aof("8.0.2", Fsync.EVERYSEC), false))
        .isEqualTo(Durability.WAITAOF_APART);
    assertThat(Durability.of(aof("10.0", null), false)).isEqualTo(Durability.WAITAOF_APART);
  }

  @Test
  void anUnknownSyncIsRefusedBelow72() {
    refused(aof("7.0.15", null), true, "CONFIG GET");
  }

  @Test
  void aSyncThatIsLeftToTheSystemIsRefused() {
    refused(aof("7.0.15", Fsync.NO), false, "appendfsync is no");
    refused(aof("8.0.2", Fsync.NO), false, "appendfsync is no");
    assertThat(Durability.of(aof("8.0.2", Fsync.NO), true)).isEqualTo(Durability.VOLATILE);
  }

  @Test
  void aSyncThatPausesIsRefusedBelow72() {
    ServerFacts pausing = new ServerFacts("7.0.15", true, Fsync.ALWAYS, true, 0, "noeviction");
    refused(pausing, true, "no-appendfsync-on-rewrite");
  }

  @Test
  void noAppendOnlyFileIsRefusedUnlessAllowed() {
    ServerFacts none = new ServerFacts("8.0.2", false, Fsync.ALWAYS, false, 0, "noeviction");
    refused(none, false, "append-only");
    assertThat(Durability.of(none, true)).isEqualTo(Durability.VOLATILE);
  }

  @Test
  void aServerThatMayEvictTheLedgerIsRefused() {
    refused(evicting(1 << 20, "allkeys-lru"), true, "allkeys-lru");
    assertThat(Durability.of(evicting(0, "allkeys-lru"), false)).isEqualTo(Durability.ANSWER);
    assertThat(Durability.of(evicting(1 << 20, "volatile-lru"), false))
        .isEqualTo(Durability.ANSWER);
  }

  @Test
  void aServerThatIsTooOldIsRefused() {
    refused(aof("6.0.16", Fsync.ALWAYS), true, "6.2");
    refused(aof("unknown", Fsync.ALWAYS), true, "6.2");
  }

  @Test
  void aServerThatLoadsItsDataIsAskedAgainWhateverItSaysOfItsFile() {
    Map<String, String> loading =
        Map.of("redis_version", "8.0.2", "aof_enabled", "0", "loading", "1");
    GleanerException thrown =
        catchThrowableOfType(
            GleanerException.class, () -> ServerFacts.of(loading, Map.of("appendfsync", "always")));
    assertThat(thrown).isNotNull().hasMessageContaining("still loading");
    assertThat(thrown.kind()).isEqualTo(ErrorKind.TRANSIENT);
  }

  @Test
  void theFactsComeFromInfoAndFromTheConfigurationWhereItMayBeRead() {
    Map<String, String> info =
        Map.of(
            "redis_version", "7.0.15",
            "aof_enabled", "1",
            "maxmemory", "77",
            "maxmemory_policy", "allkeys-lfu");
    Map<String, String> config =
        Map.of("appendfsync", "everysec", "no-appendfsync-on-rewrite", "yes");
    assertThat(ServerFacts.of(info, config))
        .isEqualTo(new ServerFacts("7.0.15", true, Fsync.EVERYSEC, true, 77, "allkeys-lfu"));
    assertThat(ServerFacts.of(info, Map.of()).fsync()).isNull();
    assertThat(ServerFacts.of(info, Map.of()).assuming(Fsync.ALWAYS).fsync())
        .isEqualTo(Fsync.ALWAYS);
    assertThat(ServerFacts.of(info, config).assuming(Fsync.ALWAYS).fsync())
        .isEqualTo(Fsync.EVERYSEC);
  }
}
