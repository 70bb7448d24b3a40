package io.gleaner.worker.handler.posix;

/**
 * What newer systems can do and older ones cannot; a choice, so that the older way can be tested on
 * a newer system.
 *
 * @param endDescriptor a descriptor that tells a process's end: Linux from 5.3 on
 * @param closeFrom closing all descriptors from a number up when spawning: glibc from 2.34 on
 */
public record Features(boolean endDescriptor, boolean closeFrom) {
  /** Neither. */
  public static final Features NONE = new Features(false, false);

  /** What this system can do. An old kernel is noticed later, when a descriptor is refused. */
  public static Features ofThisSystem() {
    return new Features(Os.current() == Os.LINUX, CloseFrom.AVAILABLE);
  }
}
