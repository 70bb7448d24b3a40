package io.gleaner.config;

import org.jspecify.annotations.Nullable;

/** The version that the build wrote into a jar. */
public final class BuildVersion {
  private BuildVersion() {}

  /** As {@code --version} says it, of the jar that a class is in. */
  public static String[] of(Class<?> program) {
    @Nullable String version = program.getPackage().getImplementationVersion();
    return new String[] {"gleaner " + (version == null ? "(not from a jar)" : version)};
  }
}
