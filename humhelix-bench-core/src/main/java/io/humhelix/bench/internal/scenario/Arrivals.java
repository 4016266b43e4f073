package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.model.Extent;
import java.util.Arrays;
import java.util.Random;

/**
 * When each clip of an open loop is due. The times are fixed before the trial, independent of the
 * system.
 */
public final class Arrivals {

  private static final double NANOS = 1e9;

  private final long[] due;
  private final int[] clips;
  private final int size;

  private Arrivals(long[] due, int[] clips, int size) {
    this.due = due;
    this.clips = clips;
    this.size = size;
  }

  /**
   * A Poisson process: independent exponential gaps. With {@link StrictMath} a seed gives the same
   * times on every machine.
   *
   * @param rate clips per second
   * @param order which clip arrives when
   * @param pass number of clips in the workload
   * @param extent of the trial
   * @param trialSeed seed of the trial
   */
  public static Arrivals poisson(
      double rate, ClipOrder order, int pass, Extent extent, long trialSeed) {
    Random random = new Random(Seeds.of(trialSeed, Seeds.Purpose.ARRIVALS));
    Ending ending = new Ending(extent, pass);
    long[] due = new long[1024];
    int size = 0;
    double seconds = 0;
    while (true) {
      seconds += -StrictMath.log(1 - random.nextDouble()) / rate;
      long time = Math.round(seconds * NANOS);
      if (ending.enough(time, size) || ending.tooLong(time)) {
        break;
      }
      if (size == due.length) {
        due = Arrays.copyOf(due, 2 * size);
      }
      due[size++] = time;
    }
    return new Arrivals(Arrays.copyOf(due, size), order.first(size), size);
  }

  /**
   * Speakers who never pause. Each begins somewhere within its first clip, since speakers are not
   * in step with each other; the part of that clip that was spoken before is not handed over.
   *
   * @param streams number of speakers
   * @param lengths length of each clip of the workload, in nanoseconds
   * @param extent how long they speak; every speaker has at least one clip
   * @param trialSeed seed of the trial
   */
  public static Arrivals streams(int streams, long[] lengths, Extent extent, long trialSeed) {
    ClipOrder order = ClipOrder.shuffled(lengths.length, trialSeed);
    Random random = new Random(Seeds.of(trialSeed, Seeds.Purpose.PHASES));
    Speakers speakers = new Speakers(streams);
    int begun = 0;
    for (int stream = 0; stream < streams; stream++) {
      long spoken = (long) (random.nextDouble() * lengths[order.clip(begun++)]);
      int clip = order.clip(begun++);
      speakers.add(spoken + lengths[clip], clip);
    }
    Ending ending = new Ending(extent, Math.max(streams, lengths.length));
    long[] due = new long[1024];
    int[] clips = new int[1024];
    int size = 0;
    while (!ending.enough(speakers.earliest(), size) && !ending.tooLong(speakers.earliest())) {
      if (size == due.length) {
        due = Arrays.copyOf(due, 2 * size);
        clips = Arrays.copyOf(clips, 2 * size);
      }
      due[size] = speakers.earliest();
      clips[size++] = speakers.clip();
      int clip = order.clip(begun++);
      speakers.next(lengths[clip], clip);
    }
    int ended = size;
    due = Arrays.copyOf(due, ended + streams);
    clips = Arrays.copyOf(clips, ended + streams);
    for (; size < due.length; size++) {
      due[size] = speakers.earliest();
      clips[size] = speakers.clip();
      speakers.fallSilent();
    }
    return new Arrivals(due, clips, ended);
  }

  public int size() {
    return size;
  }

  /** Includes the clips that are unfinished at the end of the trial; those come last. */
  int begun() {
    return due.length;
  }

  /** From the start of the trial, in nanoseconds. */
  public long due(int call) {
    return due[call];
  }

  public int clip(int call) {
    return clips[call];
  }
}
