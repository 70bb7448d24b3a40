package io.gleaner.failure;

/** What may be done about an error; adapters decide it once, at the edge. */
public enum ErrorKind {
  /** May go away by itself: worth another try. */
  TRANSIENT,
  /** Will not go away: not worth another try. */
  PERMANENT,
  /** A person must change a setting, an option or an input. */
  CONFIGURATION,
  /** Something that must never be has been seen: a bug in Gleaner. */
  INVARIANT_BROKEN
}
