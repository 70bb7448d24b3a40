package io.gleaner.worker.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Explores every state of a model, breadth first, so that the first trace found is a shortest one.
 * A trace is kept as the numbers of its moves, and its names are made when it is to be shown.
 */
final class Explorer {
  /** So many states are taken on at a time, by all processors. */
  private static final int CHUNK = 2_048;

  /**
   * What an exploration saw.
   *
   * @param states how many different states
   * @param transitions how many moves led from one to another
   * @param depth how many moves the farthest state is away
   * @param millis how long it took
   * @param violation the first broken invariant, null when all hold
   * @param trace the moves that lead there
   */
  record Report(
      int states,
      long transitions,
      int depth,
      long millis,
      @Nullable String violation,
      List<String> trace) {
    @Override
    public String toString() {
      String size = "%,d states, %,d transitions, %d deep".formatted(states, transitions, depth);
      return violation == null
          ? size + ", every invariant holds"
          : violation + " (after " + size + ")\n  " + String.join("\n  ", trace);
    }
  }

  /** A state that a move led to. */
  private record Next(World world, long print, boolean fault) {}

  private final Model model;
  private final World start;
  private final long began = System.nanoTime();
  private final Seen seen = new Seen();
  private int[] parents = new int[1 << 16];
  private short[] moves = new short[1 << 16];
  private int[] edgeFrom = new int[1 << 18];
  private int[] edgeTo = new int[1 << 18];
  private int edges;
  private long transitions;
  private int depth;
  private final BitSet good = new BitSet();

  Explorer(Model model) {
    this.model = model;
    this.start = model.start();
  }

  static Report explore(Model model) {
    return new Explorer(model).explore();
  }

  private Report explore() {
    ArrayDeque<World> worlds = new ArrayDeque<>();
    seen.number(Fingerprint.of(model, start));
    worlds.add(start);
    int from = 0;
    int levelEnd = 1;
    while (!worlds.isEmpty()) {
      if (from == levelEnd) {
        depth++;
        levelEnd = seen.size();
      }
      if (model.setup.depth() > 0 && depth == model.setup.depth()) {
        good.set(from, seen.size());
        break;
      }
      List<World> chunk = new ArrayList<>();
      while (chunk.size() < Math.min(CHUNK, levelEnd - from)) {
        chunk.add(worlds.remove());
      }
      List<List<Next>> expanded = chunk.parallelStream().map(this::expand).toList();
      for (int i = 0; i < chunk.size(); i++) {
        if (chunk.get(i).oldCopy) {
          // Whoever puts back a backup has to see to it that the Job is filled again.
          good.set(from);
        }
        Report broken = take(from++, expanded.get(i), worlds);
        if (broken != null) {
          return broken;
        }
      }
    }
    return liveness();
  }

  private List<Next> expand(World world) {
    List<Next> nexts = new ArrayList<>();
    for (Moves.Move move : Moves.of(model, world)) {
      Invariants.check(move.world());
      nexts.add(new Next(move.world(), Fingerprint.of(model, move.world()), move.fault()));
    }
    return nexts;
  }

  private @Nullable Report take(int from, List<Next> nexts, ArrayDeque<World> worlds) {
    boolean over = true;
    for (int i = 0; i < nexts.size(); i++) {
      Next next = nexts.get(i);
      transitions++;
      if (next.world().violation != null) {
        List<String> trace = trace(from);
        trace.add(name(worldAt(from), i));
        return report(next.world().violation, trace);
      }
      int before = seen.size();
      int to = seen.number(next.print());
      if (to == before) {
        parent(to, from, i);
        worlds.add(next.world());
      }
      if (!next.fault()) {
        over = false;
        edge(from, to);
      }
    }
    if (over) {
      good.set(from);
    }
    return null;
  }

  private Report report(@Nullable String violation, List<String> trace) {
    long millis = (System.nanoTime() - began) / 1_000_000;
    return new Report(seen.size(), transitions, depth, millis, violation, trace);
  }

  private void parent(int number, int from, int move) {
    if (number >= parents.length) {
      parents = Arrays.copyOf(parents, parents.length * 2);
      moves = Arrays.copyOf(moves, moves.length * 2);
    }
    parents[number] = from;
    moves[number] = (short) move;
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
   * no worker is left. Where the depth is bounded, the last states are taken for ends.
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
    return stuck < seen.size()
        ? report(Invariants.LIVE_END + ": no end is within reach", trace(stuck))
        : report(null, List.of());
  }

  private List<Integer> path(int number) {
    ArrayDeque<Integer> path = new ArrayDeque<>();
    for (int i = number; i > 0; i = parents[i]) {
      path.addFirst((int) moves[i]);
    }
    return List.copyOf(path);
  }

  private World worldAt(int number) {
    World world = start;
    for (int move : path(number)) {
      world = Moves.of(model, world).get(move).world();
    }
    return world;
  }

  private String name(World from, int move) {
    return Moves.of(model, from).get(move).name().get();
  }

  private List<String> trace(int number) {
    List<String> trace = new ArrayList<>();
    World world = start;
    for (int move : path(number)) {
      trace.add(name(world, move));
      world = Moves.of(model, world).get(move).world();
    }
    return trace;
  }
}
