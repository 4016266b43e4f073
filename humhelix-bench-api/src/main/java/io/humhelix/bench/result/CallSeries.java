package io.humhelix.bench.result;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * The measured times of every call of a trial: one row per clip handed to the system, in the order
 * in which clips were due. All times are in nanoseconds on the monotonic clock; points in time
 * count from the start of the trial. Immutable and thread-safe.
 *
 * <p>A row's {@link #latencyNanos latency} begins when the clip was due, not when it was sent: a
 * system that stalls is charged for the queue that it causes.
 *
 * <p>A clip in chunks is due when its audio has ended. Its call is the one that took the last chunk
 * and returned the text; {@link #chunksNanos} is the time of the calls before.
 */
public final class CallSeries {

  /** The columns of a row, in the order of {@link #row} and of results files. */
  public static final List<String> COLUMNS =
      List.of(
          "clip",
          "query",
          "call",
          "scheduled_ns",
          "queued_ns",
          "start_ns",
          "inference_ns",
          "transcription_ns",
          "first_segment_ns",
          "chunks_ns");

  private static final int CLIP = 0;
  private static final int QUERY = 1;
  private static final int CALL = 2;
  private static final int SCHEDULED = 3;
  private static final int QUEUED = 4;
  private static final int START = 5;
  private static final int INFERENCE = 6;
  private static final int TRANSCRIPTION = 7;
  private static final int FIRST_SEGMENT = 8;
  private static final int CHUNKS = 9;
  private static final int WIDTH = 10;

  /** 36 years: the sum of some such times is still a number. */
  private static final long LONGEST = 1L << 60;

  private final List<String> clips;
  private final double[] audioSeconds;
  private final long[] values;

  private CallSeries(Builder builder) {
    clips = builder.clips;
    audioSeconds = builder.audioSeconds;
    values = Arrays.copyOf(builder.values, builder.size * WIDTH);
  }

  /**
   * Starts a series.
   *
   * @param clips ids of the workload's clips, in its order
   * @param audioSeconds original length of each clip, in seconds
   * @param expected expected number of rows, a hint
   * @return an empty builder
   */
  public static Builder builder(List<String> clips, double[] audioSeconds, int expected) {
    return new Builder(clips, audioSeconds, expected);
  }

  /**
   * Returns the number of rows.
   *
   * @return 0 or more
   */
  public int size() {
    return values.length / WIDTH;
  }

  /**
   * Returns a call.
   *
   * @param row from 0
   * @return a view of the row
   */
  public Call at(int row) {
    Objects.checkIndex(row, size());
    return new Call(this, row);
  }

  private long at(int row, int column) {
    if (row < 0 || row >= size()) {
      throw new IndexOutOfBoundsException("row " + row + " of " + size());
    }
    return values[row * WIDTH + column];
  }

  /**
   * Returns the workload's clips.
   *
   * @return ids in the order of the workload
   */
  public List<String> clips() {
    return clips;
  }

  /**
   * Returns the original length of a clip's audio.
   *
   * @param clip index into {@link #clips()}
   * @return seconds
   */
  public double clipSeconds(int clip) {
    return audioSeconds[clip];
  }

  /**
   * Returns the clip of a row.
   *
   * @param row from 0
   * @return index into {@link #clips()}
   */
  public int clip(int row) {
    return (int) at(row, CLIP);
  }

  /**
   * Returns the original length of a row's audio.
   *
   * @param row from 0
   * @return seconds
   */
  public double audioSeconds(int row) {
    return audioSeconds[clip(row)];
  }

  /**
   * Returns which query a row belongs to.
   *
   * @param row from 0
   * @return its number, from 0; the same for all clips that were due together
   */
  public int query(int row) {
    return (int) at(row, QUERY);
  }

  /**
   * Returns which call of the system a row belongs to.
   *
   * @param row from 0
   * @return its number; the same for all clips of a batch
   */
  public int call(int row) {
    return (int) at(row, CALL);
  }

  /**
   * Returns when the clip was due.
   *
   * @param row from 0
   * @return from the start of the trial
   */
  public long scheduledNanos(int row) {
    return at(row, SCHEDULED);
  }

  /**
   * Returns how long the clip waited because the system allowed no further call or, in chunks,
   * because it still processed earlier chunks.
   *
   * @param row from 0
   * @return 0 or more
   */
  public long queuedNanos(int row) {
    return at(row, QUEUED);
  }

  /**
   * Returns when the call began.
   *
   * @param row from 0
   * @return from the start of the trial
   */
  public long startNanos(int row) {
    return at(row, START);
  }

  /**
   * Returns the time from the call until segments could be read.
   *
   * @param row from 0
   * @return 0 or more
   */
  public long inferenceNanos(int row) {
    return at(row, INFERENCE);
  }

  /**
   * Returns the time of reading all segments.
   *
   * @param row from 0
   * @return 0 or more
   */
  public long transcriptionNanos(int row) {
    return at(row, TRANSCRIPTION);
  }

  /**
   * Returns the time from the call until the first segment; in chunks, from the opening of the
   * stream.
   *
   * @param row from 0
   * @return empty if the engine gave none
   */
  public OptionalLong firstSegmentNanos(int row) {
    long nanos = at(row, FIRST_SEGMENT);
    return nanos < 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
  }

  /**
   * Returns the time of the calls before the audio had ended: opening the stream and taking every
   * chunk but the last.
   *
   * @param row from 0
   * @return 0 or more; 0 for a clip that was handed over whole
   */
  public long chunksNanos(int row) {
    return at(row, CHUNKS);
  }

  /**
   * Returns when all text existed.
   *
   * @param row from 0
   * @return from the start of the trial
   */
  public long endNanos(int row) {
    return startNanos(row) + serviceNanos(row);
  }

  /**
   * Returns the time of the call itself.
   *
   * @param row from 0
   * @return 0 or more
   */
  public long serviceNanos(int row) {
    return inferenceNanos(row) + transcriptionNanos(row);
  }

  /**
   * Returns the latency: from the time at which the clip was due until all text existed.
   *
   * @param row from 0
   * @return 0 or more
   */
  public long latencyNanos(int row) {
    return endNanos(row) - scheduledNanos(row);
  }

  /**
   * Returns how late the harness was: from the moment when the clip was due and the system had
   * room, until the call.
   *
   * @param row from 0
   * @return 0 or more
   */
  public long latenessNanos(int row) {
    return startNanos(row) - scheduledNanos(row) - queuedNanos(row);
  }

  /**
   * Returns the time of all calls of the system. A batch is one call, whatever its number of clips;
   * concurrent calls each count in full. For a clip in chunks, every call that took a chunk counts,
   * but not the time between.
   *
   * @return the sum
   */
  public long busyNanos() {
    return sumOverCalls(row -> chunksNanos(row) + serviceNanos(row));
  }

  /**
   * Sums a value over the calls of the system: a batch counts once.
   *
   * @param ofRow the value of a row
   * @return the sum
   */
  long sumOverCalls(IntToLongFunction ofRow) {
    long sum = 0;
    for (int row = 0; row < size(); row++) {
      if (row == 0 || call(row) != call(row - 1)) {
        sum += ofRow.applyAsLong(row);
      }
    }
    return sum;
  }

  /**
   * Returns the original length of the audio of all rows.
   *
   * @return seconds
   */
  public double totalAudioSeconds() {
    double sum = 0;
    for (int row = 0; row < size(); row++) {
      sum += audioSeconds(row);
    }
    return sum;
  }

  /**
   * Returns a row in the form of results files.
   *
   * @param row from 0
   * @return a value for each of {@link #COLUMNS}; -1 if there was no first segment
   */
  public long[] row(int row) {
    at(row, CLIP);
    return Arrays.copyOfRange(values, row * WIDTH, (row + 1) * WIDTH);
  }

  /**
   * Returns the same calls without the times of first segments.
   *
   * @return for a system that gives no partial results
   */
  public CallSeries withoutFirstSegments() {
    if (IntStream.range(0, size()).allMatch(row -> at(row, FIRST_SEGMENT) < 0)) {
      // As with most systems: there may be millions of calls to copy.
      return this;
    }
    Builder builder = new Builder(clips, audioSeconds, size());
    for (int row = 0; row < size(); row++) {
      long[] columns = row(row);
      columns[FIRST_SEGMENT] = -1;
      builder.add(columns);
    }
    return builder.build();
  }

  boolean sameRow(int row, CallSeries that, int other) {
    int from = row * WIDTH;
    int to = other * WIDTH;
    return Arrays.equals(values, from + 1, from + WIDTH, that.values, to + 1, to + WIDTH)
        && clips.get(clip(row)).equals(that.clips.get(that.clip(other)))
        && Double.compare(audioSeconds(row), that.audioSeconds(other)) == 0;
  }

  /** Compares the calls; clips without a call do not matter. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CallSeries that
        && size() == that.size()
        && IntStream.range(0, size()).allMatch(row -> sameRow(row, that, row));
  }

  @Override
  public int hashCode() {
    int hash = size();
    for (int row = 0; row < size(); row++) {
      hash = 31 * hash + Long.hashCode(startNanos(row) + serviceNanos(row));
    }
    return hash;
  }

  @Override
  public String toString() {
    return size() + " calls of " + clips.size() + " clips";
  }

  /** Builds a {@link CallSeries}. Not thread-safe. */
  public static final class Builder {

    private final List<String> clips;
    private final double[] audioSeconds;
    private long[] values;
    private int size;

    private Builder(List<String> clips, double[] audioSeconds, int expected) {
      this.clips = List.copyOf(clips);
      this.audioSeconds = audioSeconds.clone();
      if (this.clips.size() != this.audioSeconds.length) {
        throw new IllegalArgumentException(
            clips.size() + " clips, but " + audioSeconds.length + " lengths");
      }
      values = new long[Math.max(1, expected) * WIDTH];
    }

    /**
     * Adds a row.
     *
     * @param row a value for each of {@link #COLUMNS}; the last may be missing for a clip that was
     *     handed over whole
     * @return this builder
     * @throws IllegalArgumentException if a value is missing, negative, beyond all use (a time of
     *     more than 2^60 ns) or names no clip, or if the call began before the clip was due
     */
    public Builder add(long... row) {
      if (row.length != WIDTH && row.length != CHUNKS) {
        throw new IllegalArgumentException(row.length + " values instead of " + WIDTH);
      }
      for (int column = 0; column < row.length; column++) {
        if (row[column] < 0 && column != FIRST_SEGMENT) {
          throw new IllegalArgumentException(COLUMNS.get(column) + " is " + row[column]);
        }
      }
      for (int column = 0; column < row.length; column++) {
        if (row[column] > (column < SCHEDULED ? Integer.MAX_VALUE : LONGEST)) {
          throw new IllegalArgumentException(COLUMNS.get(column) + " is " + row[column]);
        }
      }
      if (row[CLIP] >= clips.size()) {
        throw new IllegalArgumentException(
            "clip " + row[CLIP] + " of a workload of " + clips.size());
      }
      if (row[START] < row[SCHEDULED] + row[QUEUED]) {
        throw new IllegalArgumentException("the call began before the clip was due");
      }
      if ((size + 1) * WIDTH > values.length) {
        values = Arrays.copyOf(values, Math.max(2 * values.length, WIDTH));
      }
      System.arraycopy(row, 0, values, size * WIDTH, row.length);
      size++;
      return this;
    }

    /**
     * Builds the series.
     *
     * @return the rows in the order in which they were added
     */
    public CallSeries build() {
      return new CallSeries(this);
    }
  }
}
