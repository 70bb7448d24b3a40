package io.gleaner.worker.handler.java;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.worker.handler.WorkHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles a user's handlers into a folder of classes, as a user's build would. */
final class HandlerJar {
  private HandlerJar() {}

  /**
   * A folder with one handler a body, in classes Handler0, Handler1, … without a package.
   *
   * @param bodies of {@code Bytes handle(WorkContext context, Bytes item) throws Exception}
   */
  static Path folder(Path folder, String... bodies) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    StringBuilder services = new StringBuilder();
    for (int i = 0; i < bodies.length; i++) {
      String name = "Handler" + i;
      compile(folder, classes, name, bodies[i]);
      services.append(name).append('\n');
    }
    declare(classes, services.toString());
    return classes;
  }

  /** Names the handlers of a folder. */
  static void declare(Path classes, String names) throws IOException {
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(services.resolve(WorkHandler.class.getName()), names);
  }

  /** Packs a folder into a jar. */
  static Path jar(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> files = Files.walk(classes)) {
      for (Path entry : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(entry).toString()));
        Files.copy(entry, out);
      }
    }
    return jar;
  }

  private static void compile(Path folder, Path classes, String name, String body)
      throws IOException {
    String source =
        "import io.gleaner.item.Bytes; import io.gleaner.worker.handler.*;"
            + " public class "
            + name
            + " implements WorkHandler { static { if (System.getProperty(\"broken.handler\") != null)"
            + " throw new IllegalStateException(\"broken on purpose\"); }"
            + " public Bytes handle(WorkContext context, Bytes item) throws Exception {"
            + body
            + "} }";
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler).as("a Java compiler").isNotNull();
    String classPath = System.getProperty("java.class.path");
    int failed =
        compiler.run(null, null, null, "-cp", classPath, "-d", classes.toString(), file.toString());
    assertThat(failed).isZero();
  }
}
