package io.gleaner.coordinator.control.client;

import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.failure.GleanerException;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that a command is about.
 *
 * @param type what it is
 * @param name its name
 */
public record Target(ResourceType type, String name) {
  /**
   * Reads arguments as kubectl does: {@code job/pi cronjob/hello}, or {@code job pi e}.
   *
   * @throws GleanerException configuration, if they name nothing
   */
  public static List<Target> parse(List<String> words) {
    if (words.isEmpty()) {
      throw GleanerException.configuration("Name what is meant, as in job/pi.");
    }
    List<Target> targets = new ArrayList<>();
    if (words.get(0).contains("/")) {
      for (String word : words) {
        String[] parts = word.split("/", -1);
        if (parts.length != 2 || parts[1].isEmpty()) {
          throw GleanerException.configuration(
              "'%s' names nothing: write a type and a name, as in job/pi.".formatted(word));
        }
        targets.add(new Target(one(parts[0]), parts[1]));
      }
      return targets;
    }
    ResourceType type = one(words.get(0));
    if (words.size() == 1) {
      throw GleanerException.configuration(
          "Which of the %s? Give a name too, as in %s pi.".formatted(words.get(0), words.get(0)));
    }
    words.subList(1, words.size()).forEach(name -> targets.add(new Target(type, name)));
    return targets;
  }

  private static ResourceType one(String word) {
    List<ResourceType> types = ResourceType.named(word);
    if (types.size() != 1) {
      throw GleanerException.configuration("Name one type, not '%s'.".formatted(word));
    }
    return types.get(0);
  }

  /**
   * The object's key.
   *
   * @throws GleanerException configuration, if it is a worker
   */
  public ObjectKey key() {
    Kind kind = type.kind();
    if (kind == null) {
      throw GleanerException.configuration(
          "A worker cannot be changed: change its Job (worker/%s).".formatted(name));
    }
    return new ObjectKey(kind, name);
  }
}
