package io.gleaner.coordinator.cron;

/**
 * The values that one field of a schedule names.
 *
 * @param bits bit n for the value n
 * @param star whether one of its parts is a star, or a question mark, without a step of two or more
 */
record FieldBits(long bits, boolean star) {
  static final FieldBits NONE = new FieldBits(0, false);

  static FieldBits only(int value) {
    return new FieldBits(1L << value, false);
  }

  FieldBits plus(FieldBits other) {
    return new FieldBits(bits | other.bits, star || other.star);
  }

  boolean contains(int value) {
    return (bits >>> value & 1) == 1;
  }
}
