package io.gleaner.config;

import io.gleaner.failure.GleanerException;
import java.nio.file.Path;
import java.util.Map;

/** Gleaner's folders of a user, by the XDG base directory specification. */
public final class UserFolders {
  private UserFolders() {}

  /**
   * What must survive a restart: {@code $XDG_STATE_HOME/gleaner}, else {@code
   * ~/.local/state/gleaner}.
   *
   * @throws GleanerException configuration, if the environment names no home
   */
  public static Path state(Map<String, String> env) {
    return folder(env, "XDG_STATE_HOME", ".local/state");
  }

  /**
   * What can be made again: {@code $XDG_CACHE_HOME/gleaner}, else {@code ~/.cache/gleaner}.
   *
   * @throws GleanerException configuration, if the environment names no home
   */
  public static Path cache(Map<String, String> env) {
    return folder(env, "XDG_CACHE_HOME", ".cache");
  }

  private static Path folder(Map<String, String> env, String variable, String underHome) {
    String set = env.getOrDefault(variable, "");
    // The specification: a path that is not absolute is to be ignored.
    if (set.startsWith("/")) {
      return Path.of(set, "gleaner");
    }
    String home = env.getOrDefault("HOME", "");
    if (!home.startsWith("/")) {
      throw GleanerException.configuration(
          "No home folder is known: set HOME or %s to an absolute path.".formatted(variable));
    }
    return Path.of(home, underHome, "gleaner");
  }
}
