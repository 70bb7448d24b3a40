package io.gleaner.worker.cli;

import io.gleaner.config.BuildVersion;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class VersionFromManifest implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return BuildVersion.of(VersionFromManifest.class);
  }
}
