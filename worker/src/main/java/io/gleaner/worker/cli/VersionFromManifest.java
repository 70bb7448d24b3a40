package io.gleaner.worker.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class VersionFromManifest implements IVersionProvider {
  @Override
  public String[] getVersion() {
    @Nullable String version = VersionFromManifest.class.getPackage().getImplementationVersion();
    return new String[] {"gleaner " + (version == null ? "(not from a jar)" : version)};
  }
}
