package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.internal.measure.CallTimer;
import io.humhelix.bench.result.Transcript;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls of one lane, in memory that grows by blocks, so that noting a call allocates nothing
 * but a block now and then, and nothing is ever copied. Written by the lane; another thread may
 * read what was noted so far, since a lane may never end.
 *
 * <p>Of a clip that gets the same text again only the first transcript is kept.
 */
final class CallLog {

  /** A reader of what was noted. */
  interface Visitor {
    void call(Row row, Transcript transcript);
  }

  /** One call. Times are points on the clock, but for the last two, which are lengths. */
  static final class Row {
    int call;
    int query;
    int systemCall;
    long due;
    long free;
    long start;
    long readable;
    long end;
    long firstSegment;
    long chunks;
  }

  private static final int ROWS = 1024;
  private static final int WIDTH = 9;

  /** Some calls; the next block is there before the size says so. */
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
    values[at] = (long) call << Integer.SIZE | batch.first;
    values[at + 1] = batch.query;
    values[at + 2] = batch.due == CallBatch.NOW ? start : batch.due;
    values[at + 3] = batch.due == CallBatch.NOW ? start : free;
    values[at + 4] = start;
    values[at + 5] = start + timer.inferenceNanos();
    values[at + 6] = timer.endNanos();
    values[at + 7] = timer.firstSegment();
    values[at + 8] = chunks;
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

  /** Shows the calls noted so far. */
  void read(Visitor visitor) {
    int rows = size();
    Row row = new Row();
    Block block = head;
    for (int i = 0; i < rows; i++) {
      int place = i % ROWS;
      if (place == 0 && i > 0) {
        block = block.next;
      }
      int at = place * WIDTH;
      row.call = (int) (block.values[at] >>> Integer.SIZE);
      row.systemCall = (int) block.values[at];
      row.query = (int) block.values[at + 1];
      row.due = block.values[at + 2];
      row.free = block.values[at + 3];
      row.start = block.values[at + 4];
      row.readable = block.values[at + 5];
      row.end = block.values[at + 6];
      row.firstSegment = block.values[at + 7];
      row.chunks = block.values[at + 8];
      visitor.call(row, block.transcripts[place]);
    }
  }
}
