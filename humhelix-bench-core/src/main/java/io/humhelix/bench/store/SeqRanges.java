package io.humhelix.bench.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which records of a run there are, by their numbers: a line that was taken out leaves a gap. */
final class SeqRanges {

  /** Last number of each range by its first. */
  private final TreeMap<Integer, Integer> ranges = new TreeMap<>();

  /** Numbers from one to another, both included. */
  record Gap(int from, int to) {

    @Override
    public String toString() {
      return from == to ? "record " + from : "records " + from + " to " + to;
    }
  }

  void add(int seq) {
    Map.Entry<Integer, Integer> before = ranges.floorEntry(seq);
    if (before != null && before.getValue() >= seq) {
      return;
    }
    int first = before != null && before.getValue() == seq - 1 ? before.getKey() : seq;
    Integer after = seq == Integer.MAX_VALUE ? null : ranges.remove(seq + 1);
    ranges.put(first, after == null ? seq : after);
  }

  /** What is missing before the last one. */
  List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    int next = 0;
    for (Map.Entry<Integer, Integer> range : ranges.entrySet()) {
      if (range.getKey() > next) {
        gaps.add(new Gap(next, range.getKey() - 1));
      }
      next = range.getValue() + 1;
    }
    return gaps;
  }
}
