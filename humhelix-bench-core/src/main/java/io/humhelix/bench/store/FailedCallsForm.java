package io.humhelix.bench.store;

import io.humhelix.bench.internal.codec.CodecException;
import io.humhelix.bench.internal.codec.TreeForm;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.FailedClip;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The failed calls of a trial: a row of small numbers for each, and what is the same for many of
 * them (clips, kinds, the first message of each kind) once.
 */
final class FailedCallsForm {

  /** Where they are, in the record of the trial; not there if no call failed. */
  static final String KEY = "failed_calls";

  /** Columns of a row; the last is the place of its kind among the examples. */
  private static final List<String> COLUMNS =
      List.of(
          "clip",
          "query",
          "call",
          "scheduled_ns",
          "queued_ns",
          "start_ns",
          "failed_after_ns",
          "chunks_ns",
          "kind");

  private static final int AFTER = 6;
  private static final int CHUNKS = 7;
  private static final int KIND = 8;
  private static final int CHUNKS_OF_SERIES = 9;

  static final TreeForm<FailedCalls> FORM =
      TreeForm.of(FailedCallsForm::write, FailedCallsForm::read).unless(FailedCalls.NONE);

  private FailedCallsForm() {}

  private static Object write(FailedCalls failed) {
    Map<String, Object> tree = new LinkedHashMap<>();
    List<FailureKind> kinds = failed.examples().stream().map(Failure::kind).toList();
    tree.put("ended_trial", failed.endedTrial());
    tree.put("examples", encoded(failed.examples()));
    tree.put("scores", encoded(failed.clips()));
    CallSeries calls = failed.calls();
    tree.put("clips", CallsForm.clips(calls));
    tree.put("columns", COLUMNS);
    List<Object> rows = new ArrayList<>();
    for (int row = 0; row < calls.size(); row++) {
      long[] all = calls.row(row);
      List<Object> one = new ArrayList<>();
      LongStream.of(all).limit(CHUNKS).forEach(one::add);
      one.add(all[CHUNKS_OF_SERIES]);
      one.add((long) kinds.indexOf(failed.kinds().get(row)));
      rows.add(one);
    }
    tree.put("rows", rows);
    return tree;
  }

  private static List<Object> encoded(List<? extends Record> records) {
    List<Object> trees = new ArrayList<>();
    records.forEach(record -> trees.add(DiskForms.CODEC.encode(record)));
    return trees;
  }

  private static FailedCalls read(Object tree) throws CodecException {
    if (!(tree instanceof Map<?, ?> map)) {
      throw new CodecException("is " + tree + ", not an object");
    }
    if (!COLUMNS.equals(map.get("columns"))) {
      throw new CodecException("has failed calls with the columns " + map.get("columns"));
    }
    List<Failure> examples = new ArrayList<>();
    for (Object one : list(map, "examples")) {
      examples.add(DiskForms.CODEC.decode(Failure.class, one));
    }
    List<FailedClip> scores = new ArrayList<>();
    for (Object one : list(map, "scores")) {
      scores.add(DiskForms.CODEC.decode(FailedClip.class, one));
    }
    List<?> clips = list(map, "clips");
    try {
      CallSeries.Builder series = CallsForm.builder(clips, clips.size());
      List<FailureKind> kinds = new ArrayList<>();
      for (Object row : list(map, "rows")) {
        long[] values = values(row);
        long[] all = new long[CallSeries.COLUMNS.size()];
        System.arraycopy(values, 0, all, 0, AFTER + 1);
        all[CHUNKS] = 0;
        all[CHUNKS + 1] = -1;
        all[CHUNKS_OF_SERIES] = values[CHUNKS];
        series.add(all);
        kinds.add(examples.get((int) values[KIND]).kind());
      }
      return new FailedCalls(
          series.build(), kinds, examples, scores, Boolean.TRUE.equals(map.get("ended_trial")));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new CodecException("has failed calls that no harness wrote: " + e.getMessage(), e);
    }
  }

  private static long[] values(Object row) throws CodecException {
    if (row instanceof List<?> list
        && list.size() == COLUMNS.size()
        && list.stream().allMatch(Number.class::isInstance)) {
      return list.stream().mapToLong(value -> ((Number) value).longValue()).toArray();
    }
    throw new CodecException("has a failed call " + row);
  }

  private static List<?> list(Map<?, ?> tree, String key) throws CodecException {
    if (tree.get(key) instanceof List<?> list) {
      return list;
    }
    throw new CodecException("has failed calls without a list '" + key + "'");
  }
}
