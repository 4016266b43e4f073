package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.internal.measure.CallTimer;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.Transcript;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls of one lane, in memory that grows by blocks: recording a call allocates at most a
 * block, and copies nothing. The lane writes; another thread may read the calls so far, since a
 * lane may never end.
 *
 * <p>If a clip gets the same text again, only the first transcript is kept.
 */
final class CallLog {

  /**
   * One recorded call.
   *
   * @param values number of the call within the trial, then the columns of {@link CallSeries} after
   *     the clip; points in time on the clock
   * @param transcript its result
   */
  record Noted(long[] values, Transcript transcript) {

    int number() {
      return (int) values[0];
    }

    /** When it was due, on the clock. */
    long dueNanos() {
      return values[DUE];
    }

    /** The row of the series, given when the trial began on the clock. */
    long[] row(int clip, long origin) {
      long[] row = values.clone();
      row[0] = clip;
      row[DUE] -= origin;
      row[START] -= origin;
      return row;
    }
  }

  private static final int ROWS = 1024;
  private static final int WIDTH = CallSeries.COLUMNS.size();
  private static final int DUE = 3;
  private static final int START = 5;

  /** Some calls; the next block is set before the size includes it. */
  private static final class Block {
    private final long[] values = new long[ROWS * WIDTH];
    private final Transcript[] transcripts = new Transcript[ROWS];
    private Block next;
  }

  private final Block head = new Block();
  private final Transcript[] kept;
  private Block tail = head;
  private int inTail;
  private int written;
  private final AtomicInteger size = new AtomicInteger();

  CallLog(int clips) {
    kept = new Transcript[clips];
  }

  /**
   * Returns the columns of a call that failed.
   *
   * @param start when it began, on the clock; not before it was due
   * @param nanos how long it took until it had failed
   * @param chunks time of the calls before
   */
  static long[] failed(int call, CallBatch batch, long free, long start, long nanos, long chunks) {
    long due = batch.due == CallBatch.NOW ? start : batch.due;
    long[] values = new long[WIDTH];
    values[0] = call;
    values[1] = batch.query;
    values[2] = batch.first;
    values[DUE] = due;
    values[4] = batch.due == CallBatch.NOW ? 0 : Math.min(start - due, Math.max(0, free - due));
    values[START] = start;
    values[6] = nanos;
    values[8] = -1;
    values[9] = chunks;
    return values;
  }

  void add(
      int call,
      CallBatch batch,
      long free,
      CallTimer timer,
      long chunks,
      int clip,
      Transcript transcript) {
    long start = timer.startNanos();
    if (inTail == ROWS) {
      tail.next = new Block();
      tail = tail.next;
      inTail = 0;
    }
    long[] values = tail.values;
    int at = inTail * WIDTH;
    long due = batch.due == CallBatch.NOW ? start : batch.due;
    values[at] = call;
    values[at + 1] = batch.query;
    values[at + 2] = batch.first;
    values[at + DUE] = due;
    values[at + 4] = batch.due == CallBatch.NOW ? 0 : Math.max(0, free - due);
    values[at + START] = start;
    values[at + 6] = timer.inferenceNanos();
    values[at + 7] = timer.transcriptionNanos();
    values[at + 8] = timer.firstSegment();
    values[at + 9] = chunks;
    tail.transcripts[inTail++] = once(clip, transcript);
    size.setRelease(++written);
  }

  private Transcript once(int clip, Transcript transcript) {
    Transcript first = kept[clip];
    if (first == null) {
      kept[clip] = transcript;
      return transcript;
    }
    return first == transcript || first.text().equals(transcript.text()) ? first : transcript;
  }

  int size() {
    return size.getAcquire();
  }

  /** Adds the calls so far to a list. */
  void addTo(List<Noted> list) {
    int rows = size();
    Block block = head;
    for (int i = 0; i < rows; i++) {
      int place = i % ROWS;
      if (place == 0 && i > 0) {
        block = block.next;
      }
      int at = place * WIDTH;
      list.add(
          new Noted(Arrays.copyOfRange(block.values, at, at + WIDTH), block.transcripts[place]));
    }
  }
}
