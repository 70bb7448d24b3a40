package io.gleaner.worker.handler.java;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which Java handler runs, and how.
 *
 * @param classPath jars and folders, in order
 * @param name the handler's name, null for the only one there is
 * @param worker the worker's id
 * @param timeout how long one item may take, null for as long as it likes
 * @param grace how long a handler may go on after it was interrupted because its time is up
 * @param killPatience how long a handler may go on after {@link
 *     io.gleaner.worker.handler.Run#kill}; it must end before the lease does
 * @param maxResult how many bytes a result may have
 */
public record JavaSettings(
    List<Path> classPath,
    @Nullable String name,
    String worker,
    @Nullable Duration timeout,
    Duration grace,
    Duration killPatience,
    int maxResult) {
  /** Keeps a copy of the class path. */
  public JavaSettings {
    classPath = List.copyOf(classPath);
  }
}
