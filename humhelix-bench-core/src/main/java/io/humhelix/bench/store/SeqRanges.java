package io.humhelix.bench.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which records of a run there are, by their numbers: a line that was taken out leaves a gap. */
final class SeqRanges {

  /** Last number of each range by its first. */
  private final TreeMap<Integer, Integer> ranges = new TreeMap<>();

  /** The range that grows, as most numbers follow the one before; empty at first. */
  private int first;

  private int last = -1;

  /** Numbers from one to another, both included. */
  record Gap(int from, int to) {

    @Override
    public String toString() {
      return from == to ? "record " + from : "records " + from + " to " + to;
    }
  }

  /**
   * Adds a number.
   *
   * @param seq 0 or more, in any order, more than once too
   */
  void add(int seq) {
    if (seq == last + 1 && last < Integer.MAX_VALUE) {
      last = seq;
    } else if (seq < first || seq > last) {
      settle();
      first = seq;
      last = seq;
    }
  }

  void addAll(SeqRanges others) {
    others.settle();
    others.ranges.forEach(this::settle);
  }

  private void settle() {
    if (last >= first) {
      settle(first, last);
    }
  }

  private void settle(int from, int to) {
    int begin = from;
    int end = to;
    Map.Entry<Integer, Integer> before = ranges.floorEntry(from);
    if (before != null && before.getValue() >= from - 1) {
      begin = before.getKey();
      end = Math.max(end, before.getValue());
    }
    Map.Entry<Integer, Integer> after = ranges.higherEntry(begin);
    while (after != null && after.getKey() - 1 <= end) {
      end = Math.max(end, after.getValue());
      ranges.remove(after.getKey());
      after = ranges.higherEntry(begin);
    }
    ranges.put(begin, end);
  }

  /** What is missing before the last one. */
  List<Gap> gaps() {
    settle();
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
