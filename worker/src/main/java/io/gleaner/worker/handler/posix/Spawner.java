package io.gleaner.worker.handler.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.gleaner.item.Bytes;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts programs by posix_spawn(3), each in a process group of its own, with nothing inherited but
 * the three standard descriptors and an environment. Safe for use by several threads.
 */
public final class Spawner {
  /** Instead of a descriptor: /dev/null. */
  public static final int DEV_NULL = -1;

  private static final Bytes SHELL = Bytes.utf8("/bin/sh");
  private static final int O_RDONLY = 0;
  private static final int O_WRONLY = 1;
  private static final int FIRST_AFTER_STANDARD = 3;
  // Several times what any C library needs: 80 bytes in glibc and musl, a pointer on macOS.
  private static final int ACTIONS_SIZE = 1024;
  // Descriptors that other threads may open between listing and starting, where none closes all.
  private static final int SPARE_DESCRIPTORS = 64;

  private final Memory devNull = cString("/dev/null");
  private final Features features;
  private final SpawnAttributes attributes;
  private final Memory inheritedStrings;
  private final long[] inherited;
  private final ThreadLocal<CStrings> strings = ThreadLocal.withInitial(CStrings::new);

  /**
   * A spawner of children that inherit {@code environment}.
   *
   * @param ownSession whether each child also leads a session of its own
   */
  public Spawner(Environment environment, boolean ownSession) {
    this(environment, ownSession, Features.ofThisSystem());
  }

  /** The same, with no more than these features of the system. */
  public Spawner(Environment environment, boolean ownSession, Features features) {
    this.features = features;
    attributes = new SpawnAttributes(ownSession);
    List<Bytes> entries = environment.entries();
    inherited = new long[entries.size()];
    inheritedStrings = new Memory(1 + entries.stream().mapToInt(e -> e.size() + 1).sum());
    inheritedStrings.clear();
    int at = 0;
    for (int i = 0; i < inherited.length; i++) {
      Bytes entry = entries.get(i);
      inherited[i] = Pointer.nativeValue(inheritedStrings) + at;
      inheritedStrings.write(at, entry.array(), 0, entry.size());
      at += entry.size() + 1;
    }
  }

  /**
   * Starts a program. A file that may be executed but is in no format that the system knows (a
   * script without its first line) is run by /bin/sh, as execvp(3) does.
   *
   * @param path the program's file; it is not searched for
   * @param arguments all arguments, from the program's name on, without NUL bytes
   * @param variables added to the environment, each {@code NAME=value}
   * @param stdin descriptor to become standard input, or {@link #DEV_NULL}; so the others
   */
  public Child spawn(
      Bytes path, List<Bytes> arguments, List<Bytes> variables, int stdin, int stdout, int stderr)
      throws SpawnException {
    try (Memory actions = new Memory(ACTIONS_SIZE)) {
      Libc.posix_spawn_file_actions_init(actions);
      try {
        connect(actions, 0, stdin);
        connect(actions, 1, stdout);
        connect(actions, 2, stderr);
        closeOthers(actions);
        try {
          return start(path, arguments, variables, actions);
        } catch (SpawnException e) {
          if (e.errno() != Errno.ENOEXEC) {
            throw e;
          }
          return start(SHELL, asScript(path, arguments), variables, actions);
        }
      } finally {
        Libc.posix_spawn_file_actions_destroy(actions);
      }
    }
  }

  private Child start(Bytes path, List<Bytes> arguments, List<Bytes> variables, Pointer actions)
      throws SpawnException {
    CStrings packed = strings.get();
    packed.pack(path, arguments, inherited, variables);
    try (Memory pid = new Memory(Integer.BYTES)) {
      int error =
          Libc.posix_spawn(
              pid,
              packed.path(),
              actions,
              attributes.pointer(),
              packed.arguments(),
              packed.environment());
      if (error != 0) {
        throw new SpawnException(error);
      }
      return new Child(pid.getInt(0), features.endDescriptor());
    }
  }

  private void connect(Pointer actions, int standard, int fd) {
    if (fd == DEV_NULL) {
      int flags = standard == 0 ? O_RDONLY : O_WRONLY;
      Libc.posix_spawn_file_actions_addopen(actions, standard, devNull, flags, 0);
    } else {
      Libc.posix_spawn_file_actions_adddup2(actions, fd, standard);
    }
  }

  private void closeOthers(Pointer actions) {
    if (Os.current().spawnCloseByDefault != 0) {
      return;
    }
    if (features.closeFrom()) {
      CloseFrom.posix_spawn_file_actions_addclosefrom_np(actions, FIRST_AFTER_STANDARD);
      return;
    }
    // Sockets of the JVM are not close-on-exec, so each is closed by its number. Closing one that
    // is
    // not open does no harm.
    int last = FIRST_AFTER_STANDARD + SPARE_DESCRIPTORS;
    String[] open = new File("/proc/self/fd").list();
    for (String fd : open == null ? new String[0] : open) {
      last = Math.max(last, Integer.parseInt(fd) + SPARE_DESCRIPTORS);
    }
    for (int fd = FIRST_AFTER_STANDARD; fd <= last; fd++) {
      Libc.posix_spawn_file_actions_addclose(actions, fd);
    }
  }

  private static List<Bytes> asScript(Bytes path, List<Bytes> arguments) {
    List<Bytes> shell = new ArrayList<>(arguments);
    shell.set(0, SHELL);
    shell.add(1, path);
    return shell;
  }

  private static Memory cString(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Memory memory = new Memory(bytes.length + 1L);
    memory.clear();
    memory.write(0, bytes, 0, bytes.length);
    return memory;
  }
}
