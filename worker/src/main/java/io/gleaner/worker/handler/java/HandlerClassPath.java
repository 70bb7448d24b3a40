package io.gleaner.worker.handler.java;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.worker.handler.WorkHandler;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Jars and folders of classes that hold users' handlers; its classes stay loaded until closed. */
final class HandlerClassPath implements AutoCloseable {
  private final String text;
  private final URLClassLoader loader;

  private HandlerClassPath(String text, URLClassLoader loader) {
    this.text = text;
    this.loader = loader;
  }

  /** Opens a class path; classes of the worker itself come first. */
  static HandlerClassPath open(List<Path> entries) {
    String text = entries.stream().map(Path::toString).collect(Collectors.joining(":"));
    URL[] urls = new URL[entries.size()];
    for (int i = 0; i < urls.length; i++) {
      Path entry = entries.get(i);
      if (!Files.isReadable(entry)) {
        throw GleanerException.configuration(
            "the handler class path has " + entry + ", which does not exist or cannot be read");
      }
      try {
        urls[i] = entry.toUri().toURL();
      } catch (MalformedURLException e) {
        throw new GleanerException(ErrorKind.CONFIGURATION, "not a place for classes: " + entry, e);
      }
    }
    ClassLoader parent = WorkHandler.class.getClassLoader();
    return new HandlerClassPath(text, new URLClassLoader("handlers", urls, parent));
  }

  ClassLoader loader() {
    return loader;
  }

  /**
   * The handler of that name, or the only one there is.
   *
   * @throws GleanerException configuration, if there is none, or several and no name, or one cannot
   *     be loaded
   */
  WorkHandler find(@Nullable String name) {
    List<WorkHandler> all = loadAll();
    if (all.isEmpty()) {
      throw GleanerException.configuration(
          "no handler was found in "
              + text
              + "; a jar or folder with one names its class in META-INF/services/"
              + WorkHandler.class.getName());
    }
    if (name == null && all.size() == 1) {
      return all.get(0);
    }
    String names = all.stream().map(WorkHandler::name).sorted().collect(Collectors.joining(", "));
    if (name == null) {
      throw GleanerException.configuration(
          "there are several handlers in " + text + "; name one of " + names);
    }
    List<WorkHandler> named = all.stream().filter(one -> one.name().equals(name)).toList();
    if (named.size() != 1) {
      String found = named.isEmpty() ? "no handler" : "more than one handler";
      throw GleanerException.configuration(
          found + " of the name " + name + " in " + text + "; there are " + names);
    }
    return named.get(0);
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new GleanerException(ErrorKind.TRANSIENT, "cannot close " + text, e);
    }
  }

  private List<WorkHandler> loadAll() {
    List<WorkHandler> all = new ArrayList<>();
    try {
      ServiceLoader.load(WorkHandler.class, loader).forEach(all::add);
      return all;
    } catch (ServiceConfigurationError | LinkageError e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      throw new GleanerException(
          ErrorKind.CONFIGURATION,
          "a handler in " + text + " cannot be loaded: " + e.getMessage() + " (" + reason + ")",
          e);
    }
  }
}
