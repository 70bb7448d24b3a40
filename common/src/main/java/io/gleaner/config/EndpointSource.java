package io.gleaner.config;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The four places that may name one server, by the names under which the user knows them. */
record EndpointSource(String option, String fileOption, String variable, String fileVariable) {
  /** A URI is short: a file larger than this was named by mistake. */
  private static final long LARGEST_FILE_BYTES = 64 * 1024;

  @Nullable URI find(
      @Nullable String value, @Nullable Path file, Map<String, String> env, List<String> schemes) {
    if (value != null) {
      return EndpointUri.parse(option, value, schemes);
    }
    if (file != null) {
      return fromFile(fileOption, file, schemes);
    }
    String set = env.getOrDefault(variable, "");
    if (!set.isEmpty()) {
      return EndpointUri.parse(variable, set, schemes);
    }
    String setFile = env.getOrDefault(fileVariable, "");
    return setFile.isEmpty() ? null : fromFile(fileVariable, path(setFile), schemes);
  }

  private Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new GleanerException(
          ErrorKind.CONFIGURATION, fileVariable + " does not hold the name of a file.", e);
    }
  }

  private static URI fromFile(String source, Path file, List<String> schemes) {
    String content;
    try {
      if (Files.size(file) > LARGEST_FILE_BYTES) {
        throw GleanerException.configuration(
            "The file %s (%s) is too large to hold just a URI.".formatted(file, source));
      }
      content = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new GleanerException(
          ErrorKind.CONFIGURATION, "The file %s (%s) does not exist.".formatted(file, source), e);
    } catch (IOException e) {
      throw new GleanerException(
          ErrorKind.CONFIGURATION,
          "The file %s (%s) cannot be read: check that it is a text file with read permission."
              .formatted(file, source),
          e);
    }
    return EndpointUri.parse(
        "The content of %s (%s)".formatted(file, source), content.stripTrailing(), schemes);
  }
}
