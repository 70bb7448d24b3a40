package io.gleaner.worker.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Explores every state of a model, breadth first, so that the first trace found is a shortest one.
 */
final class Explorer {
  /**
   * What an exploration saw.
   *
   * @param states how many different states
   * @param violation the first broken invariant, null when all hold
   * @param trace the moves that lead there
   */
  record Report(int states, @Nullable String violation, List<String> trace) {
    @Override
    public String toString() {
      return violation == null
          ? states + " states, every invariant holds"
          : violation + " (after " + states + " states)\n  " + String.join("\n  ", trace);
    }
  }

  private final Model model;
  private final Map<Long, Integer> seen = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private int[] parents = new int[1 << 16];
  private int[] edgeFrom = new int[1 << 18];
  private int[] edgeTo = new int[1 << 18];
  private int edges;
  private final BitSet good = new BitSet();

  Explorer(Model model) {
    this.model = model;
  }

  Report explore(World start) {
    ArrayDeque<World> worlds = new ArrayDeque<>();
    ArrayDeque<Integer> numbers = new ArrayDeque<>();
    number(start, -1, "start");
    worlds.add(start);
    numbers.add(0);
    while (!worlds.isEmpty()) {
      World world = worlds.remove();
      int from = numbers.remove();
      boolean over = true;
      for (Moves.Move move : Moves.of(model, world)) {
        Invariants.check(model, move.world());
        int before = seen.size();
        int to = number(move.world(), from, move.name());
        if (move.world().violation != null) {
          List<String> trace = trace(from);
          trace.add(move.name());
          return new Report(seen.size(), move.world().violation, trace);
        }
        if (seen.size() > before) {
          worlds.add(move.world());
          numbers.add(to);
        }
        if (!move.fault()) {
          over = false;
          edge(from, to);
        }
      }
      if (over) {
        good.set(from);
      }
    }
    return liveness();
  }

  private int number(World world, int parent, String name) {
    long print = Fingerprint.of(world);
    Integer known = seen.get(print);
    if (known != null) {
      return known;
    }
    int number = seen.size();
    seen.put(print, number);
    names.add(name);
    if (number == parents.length) {
      parents = Arrays.copyOf(parents, number * 2);
    }
    parents[number] = parent;
    return number;
  }

  private void edge(int from, int to) {
    if (edges == edgeFrom.length) {
      edgeFrom = Arrays.copyOf(edgeFrom, edges * 2);
      edgeTo = Arrays.copyOf(edgeTo, edges * 2);
    }
    edgeFrom[edges] = from;
    edgeTo[edges++] = to;
  }

  /**
   * From every state, an end must be within reach without another fault. An end is a state in which
   * no worker is left.
   */
  private Report liveness() {
    boolean grown = true;
    while (grown) {
      grown = false;
      for (int i = edges - 1; i >= 0; i--) {
        if (good.get(edgeTo[i]) && !good.get(edgeFrom[i])) {
          good.set(edgeFrom[i]);
          grown = true;
        }
      }
    }
    int stuck = good.nextClearBit(0);
    if (stuck < seen.size()) {
      return new Report(
          seen.size(), Invariants.LIVE_END + ": no end is within reach", trace(stuck));
    }
    return new Report(seen.size(), null, List.of());
  }

  private List<String> trace(int number) {
    ArrayDeque<String> trace = new ArrayDeque<>();
    for (int i = number; i > 0; i = parents[i]) {
      trace.addFirst(names.get(i));
    }
    return new ArrayList<>(trace);
  }
}
