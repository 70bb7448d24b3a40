package io.gleaner.coordinator.job.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * A set of completion indexes, kept and written as ranges: {@code 0,1,4-7}. Its size depends on the
 * gaps in it, not on the number of indexes.
 *
 * @param ranges in increasing order, neither touching nor overlapping
 */
public record IndexRanges(List<Range> ranges) {
  /** No index. */
  public static final IndexRanges NONE = new IndexRanges(List.of());

  /** Keeps the list from being changed. */
  public IndexRanges {
    ranges = List.copyOf(ranges);
  }

  /**
   * All indexes from one to another.
   *
   * @param first the lowest of them
   * @param last the highest of them
   */
  public record Range(int first, int last) {
    int size() {
      return last - first + 1;
    }

    private String text() {
      return first == last ? "" + first : first + (last == first + 1 ? "," : "-") + last;
    }
  }

  /** The given indexes, in any order. */
  public static IndexRanges of(Collection<Integer> indexes) {
    List<Range> single = new TreeSet<>(indexes).stream().map(i -> new Range(i, i)).toList();
    return NONE.with(new IndexRanges(single));
  }

  /**
   * What {@link #text} wrote, or a person did in the same form.
   *
   * @throws IllegalArgumentException if it is not of that form, or not in increasing order
   */
  public static IndexRanges parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    IndexRanges all = NONE;
    for (String part : text.split(",", -1)) {
      String[] ends = part.split("-", -1);
      int first = Integer.parseInt(ends[0]);
      int last = ends.length > 1 ? Integer.parseInt(ends[1]) : first;
      if (ends.length > 2 || last < first || first <= all.highest()) {
        throw new IllegalArgumentException("no ranges of indexes: " + text);
      }
      all = all.with(new IndexRanges(List.of(new Range(first, last))));
    }
    return all;
  }

  /** The indexes of both. */
  public IndexRanges with(IndexRanges other) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.addAll(other.ranges);
    sorted.sort((a, b) -> Integer.compare(a.first, b.first));
    List<Range> merged = new ArrayList<>();
    for (Range next : sorted) {
      int end = merged.size() - 1;
      if (end < 0 || next.first - 1 > merged.get(end).last) {
        merged.add(next);
      } else if (next.last > merged.get(end).last) {
        merged.set(end, new Range(merged.get(end).first, next.last));
      }
    }
    return new IndexRanges(merged);
  }

  /** Those below a bound. */
  public IndexRanges below(int bound) {
    return new IndexRanges(
        ranges.stream()
            .filter(range -> range.first < bound)
            .map(range -> new Range(range.first, Math.min(range.last, bound - 1)))
            .toList());
  }

  /** How many indexes they are. */
  public int total() {
    return ranges.stream().mapToInt(Range::size).sum();
  }

  /** Whether an index is among them. */
  public boolean has(int index) {
    return ranges.stream().anyMatch(range -> range.first <= index && index <= range.last);
  }

  /** How many indexes are in both. */
  public int overlap(IndexRanges other) {
    int common = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < ranges.size() && theirs < other.ranges.size()) {
      Range a = ranges.get(mine);
      Range b = other.ranges.get(theirs);
      common += Math.max(0, Math.min(a.last, b.last) - Math.max(a.first, b.first) + 1);
      if (a.last < b.last) {
        mine++;
      } else {
        theirs++;
      }
    }
    return common;
  }

  /** The lowest indexes below a bound that are not among these; {@code count} of them at most. */
  public List<Integer> missing(int count, int bound) {
    List<Integer> missing = new ArrayList<>();
    int candidate = 0;
    for (Range range : ranges) {
      for (; candidate < range.first && candidate < bound && missing.size() < count; candidate++) {
        missing.add(candidate);
      }
      candidate = Math.max(candidate, range.last + 1);
    }
    for (; candidate < bound && missing.size() < count; candidate++) {
      missing.add(candidate);
    }
    return missing;
  }

  private int highest() {
    return ranges.isEmpty() ? -1 : ranges.get(ranges.size() - 1).last;
  }

  /** As Kubernetes writes {@code status.completedIndexes}: two neighbours are no range. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Range range : ranges) {
      text.append(text.isEmpty() ? "" : ",").append(range.text());
    }
    return text.toString();
  }
}
