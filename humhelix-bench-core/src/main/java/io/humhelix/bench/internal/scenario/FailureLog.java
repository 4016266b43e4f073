package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * The calls of a trial that failed, of all lanes, and whether the trial is to end for them: if one
 * call after another failed, and more did than a valid trial may have, the rest would show nothing
 * else. Thread-safe.
 */
final class FailureLog {

  /** So many calls in a row are no passing trouble. */
  static final int MOST_IN_A_ROW = 100;

  private static final double PERCENT = 100;

  /** A failed call: columns as in {@link CallLog}, its points in time on the clock. */
  private record Row(CallLog.Noted noted, FailureKind kind) {}

  private final FailureNaming naming;
  private final double mostPercent;
  private final IntSupplier planned;
  private final List<Row> rows = new ArrayList<>();
  private final Map<FailureKind, Failure> examples = new EnumMap<>(FailureKind.class);
  private final List<FailureKind> seen = new ArrayList<>();
  private final AtomicInteger inARow = new AtomicInteger();
  private volatile boolean givenUp;

  /**
   * A log.
   *
   * @param mostPercent largest share of failed calls in a valid trial
   * @param planned calls of the whole trial, or those so far where that is not known
   */
  FailureLog(FailureNaming naming, double mostPercent, IntSupplier planned) {
    this.naming = naming;
    this.mostPercent = mostPercent;
    this.planned = planned;
  }

  /** A call was answered. */
  void answered() {
    if (inARow.getPlain() != 0) {
      inARow.set(0);
    }
  }

  /** A call of the system failed; its clips were noted. */
  void failed() {
    int count = inARow.incrementAndGet();
    synchronized (this) {
      givenUp |= count >= MOST_IN_A_ROW && rows.size() > mostPercent / PERCENT * planned.getAsInt();
    }
  }

  /** Notes a clip whose call failed. */
  synchronized void note(long[] values, String clip, SutException thrown) {
    Failure failure = naming.of("clip '" + clip + "': ", thrown);
    if (examples.putIfAbsent(failure.kind(), failure) == null) {
      seen.add(failure.kind());
    }
    rows.add(new Row(new CallLog.Noted(values, null), failure.kind()));
  }

  /** Whether the trial is to end. */
  boolean hasGivenUp() {
    return givenUp;
  }

  /** When the first call that failed was due, on the clock. */
  synchronized Optional<CallLog.Noted> first() {
    return rows.stream().map(Row::noted).min(Comparator.comparingInt(CallLog.Noted::number));
  }

  /** Returns the first failure. */
  synchronized Optional<Failure> firstFailure() {
    return seen.isEmpty() ? Optional.empty() : Optional.of(examples.get(seen.get(0)));
  }

  /** Returns the calls, given when the trial began on the clock. */
  synchronized FailedCalls calls(CallSeries.Builder series, CallSource source, long origin) {
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparingInt(row -> row.noted().number()));
    for (Row row : sorted) {
      series.add(row.noted().row(source.clip(row.noted().number()), origin));
    }
    return new FailedCalls(
        series.build(),
        sorted.stream().map(Row::kind).toList(),
        seen.stream().map(examples::get).toList(),
        List.of(),
        givenUp);
  }
}
