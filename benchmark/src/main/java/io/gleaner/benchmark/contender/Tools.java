package io.gleaner.benchmark.contender;

import java.nio.file.Path;

/**
 * Where the programs are that are not looked for on the path.
 *
 * @param gleaner the assembled program
 * @param classes this module's classes: the handlers, and the JVM that only connects
 * @param perfTest the folder with PerfTest's jars
 * @param nodeModules the folder with BullMQ
 * @param python the Python that Celery and the client of Redis are installed for
 */
public record Tools(Path gleaner, Path classes, Path perfTest, Path nodeModules, String python) {
  /** The folder with Gleaner's jars. */
  Path libraries() {
    return gleaner.resolve("../../lib").normalize();
  }
}
