package io.gleaner.coordinator.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command has round it, so that a test can give it another.
 *
 * @param env the environment's variables
 * @param in standard input, unbuffered
 * @param out standard output; it reports errors, unlike {@code System.out}
 * @param err standard error
 */
public record Surroundings(
    Map<String, String> env, InputStream in, OutputStream out, PrintStream err) {
  /** Those of this process. */
  public static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(),
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }

  /** Writes lines to standard output. */
  PrintStream lines() {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  /** Tells the person something; of several threads one at a time. */
  void say(String sentence) {
    err.println("gleaner: " + sentence);
  }
}
