package io.gleaner.coordinator.control.client;

import io.gleaner.coordinator.control.Kind;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a command can name: a kind of objects, or workers.
 *
 * @param kind null for workers
 */
public record ResourceType(@Nullable Kind kind) {
  /** Workers, which kubectl's users call pods. */
  public static final ResourceType WORKERS = new ResourceType(null);

  private static final Set<String> WORKER_WORDS = Set.of("worker", "workers", "pod", "pods", "po");

  /**
   * The types that a word names: one, several with commas between them, or {@code all}.
   *
   * @throws GleanerException configuration, if it names none
   */
  public static List<ResourceType> named(String words) {
    if (words.equals("all")) {
      return List.of(
          new ResourceType(Kind.CRON_JOB),
          new ResourceType(Kind.JOB),
          new ResourceType(Kind.WORK_QUEUE_JOB),
          WORKERS);
    }
    List<ResourceType> types = new ArrayList<>();
    for (String word : words.split(",", -1)) {
      types.add(
          find(word)
              .orElseThrow(
                  () ->
                      GleanerException.configuration(
                          ("There is no type '%s': jobs, cronjobs, workqueuejobs and workers"
                                  + " are known.")
                              .formatted(word))));
    }
    return types;
  }

  /** The type that a word names. */
  public static Optional<ResourceType> find(String word) {
    return WORKER_WORDS.contains(word.toLowerCase(Locale.ROOT))
        ? Optional.of(WORKERS)
        : Kind.named(word).map(ResourceType::new);
  }

  /** As kubectl begins an object's name: {@code job.batch/}. */
  public String prefix() {
    return kind == null ? "worker/" : kind.singular() + "." + kind.group() + "/";
  }

  /** That there is none of a name, in kubectl's words. */
  public GleanerException notFound(String name) {
    String plural = kind == null ? "workers" : kind.plural() + "." + kind.group();
    return new GleanerException(
        ErrorKind.PERMANENT,
        "Error from server (NotFound): %s \"%s\" not found".formatted(plural, name));
  }
}
