package io.humhelix.bench.internal.scenario;

import java.util.PriorityQueue;

/** The current clip of each speaker; the speaker whose clip ends first comes first. */
final class Speakers {

  private record Speaker(long ends, int clip, int number) implements Comparable<Speaker> {
    @Override
    public int compareTo(Speaker other) {
      int byTime = Long.compare(ends, other.ends);
      return byTime != 0 ? byTime : Integer.compare(number, other.number);
    }
  }

  private final PriorityQueue<Speaker> speaking;

  Speakers(int count) {
    speaking = new PriorityQueue<>(count);
  }

  void add(long ends, int clip) {
    speaking.add(new Speaker(ends, clip, speaking.size()));
  }

  long earliest() {
    return speaking.element().ends();
  }

  int clip() {
    return speaking.element().clip();
  }

  /** The speaker whose clip ends first falls silent. */
  void fallSilent() {
    speaking.remove();
  }

  /** The speaker whose clip ends first continues with another clip. */
  void next(long length, int clip) {
    Speaker ended = speaking.remove();
    speaking.add(new Speaker(ended.ends() + length, clip, ended.number()));
  }
}
