package io.gleaner.coordinator.launch.process;

import io.gleaner.process.Executables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a program into a session of its own, so that the terminal's Ctrl-C reaches only the
 * coordinator. Each way replaces itself by the program: pid and exit code are the program's own.
 */
public final class OwnSession {
  private static final String PERL =
      "use POSIX (); POSIX::setsid(); exec { $ARGV[0] } @ARGV or exit 127";

  /** Not a session, but the program and what it starts ignore the terminal's signals. */
  private static final String SHELL = "trap '' INT QUIT; exec \"$@\"";

  private OwnSession() {}

  /** What the command line begins with: setsid, else perl, else a shell that ignores Ctrl-C. */
  public static List<String> prefix(Map<String, String> env) {
    // A child of the Java machine leads no process group, so that setsid does not fork.
    Optional<Path> setsid = Executables.onPath("setsid", env);
    if (setsid.isPresent()) {
      return List.of(setsid.get().toString());
    }
    Optional<Path> perl = Executables.onPath("perl", env);
    if (perl.isPresent()) {
      return List.of(perl.get().toString(), "-e", PERL, "--");
    }
    return List.of("/bin/sh", "-c", SHELL, "gleaner-worker");
  }
}
