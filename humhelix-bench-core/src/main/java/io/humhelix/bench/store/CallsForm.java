package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.humhelix.bench.internal.codec.CodecException;
import io.humhelix.bench.internal.codec.Parts;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ScenarioResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What a trial under load showed, and every call of it: a row for each, under columns that are
 * named beside them. Rows may be millions, so that they stay JSON, and no map is made of them.
 */
final class CallsForm {

  /** Where the rows are, in the record of the trial. */
  static final String ROWS = "calls";

  /** Three digits: a latency is off by a thousandth of itself at most. */
  private static final int DIGITS = 3;

  /** Columns of calls that took whole clips. */
  private static final int WHOLE_CLIPS = CallSeries.COLUMNS.size() - 1;

  private static final String CHUNKS = CallSeries.COLUMNS.get(WHOLE_CLIPS);

  static final Parts<ScenarioResult> PARTS =
      Parts.of(ScenarioResult.class)
          .named("scenario", "name")
          .named("maxOutstanding", "outstanding_max")
          .rearranged(
              (result, tree) -> result.sustained().ifPresent(yes -> tree.put("sustained", yes)),
              CallsForm::countAlike)
          .first(
              "name",
              "load",
              "concurrency",
              "queries",
              "outstanding_max",
              "left",
              "cap_hit",
              "percentiles",
              "limit",
              "step");

  private CallsForm() {}

  /**
   * Files of versions before {@code unanswered} count the answered queries, and among the slow ones
   * those as well that were never answered.
   */
  private static void countAlike(Map<String, Object> tree) {
    if (tree.get("limit") instanceof Map<?, ?> limit
        && !limit.containsKey("unanswered")
        && limit.get("queries") instanceof Number answered
        && tree.get("left") instanceof Number left) {
      Map<String, Object> alike = new LinkedHashMap<>();
      limit.forEach((key, value) -> alike.put((String) key, value));
      alike.put("queries", answered.longValue() + left.longValue());
      alike.put("unanswered", left);
      tree.put("limit", alike);
    }
  }

  /**
   * Adds the calls to a trial's tree: what describes them stands with the scenario, and the rows at
   * the end of the record, where they can move to a file.
   */
  static void write(CallSeries calls, Map<String, Object> tree, Map<String, Object> trial) {
    tree.put("latency_histogram", histogram(calls));
    tree.put("clips", clips(calls));
    List<String> columns = columns(calls);
    tree.put("call_columns", columns);
    ArrayNode rows = Json.array();
    for (int row = 0; row < calls.size(); row++) {
      ArrayNode one = rows.addArray();
      Arrays.stream(calls.row(row), 0, columns.size()).forEach(one::add);
    }
    trial.put(ROWS, rows);
  }

  /** Name and length of each clip, to which the rows point. */
  static List<Object> clips(CallSeries calls) {
    List<Object> clips = new ArrayList<>();
    for (int clip = 0; clip < calls.clips().size(); clip++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("clip", calls.clips().get(clip));
      if (Double.isFinite(calls.clipSeconds(clip))) {
        one.put("audio_s", calls.clipSeconds(clip));
      }
      clips.add(one);
    }
    return clips;
  }

  /** Returns a series without rows of what {@link #clips(CallSeries)} gave. */
  static CallSeries.Builder builder(List<?> clips, int rows) {
    List<String> ids = new ArrayList<>();
    double[] seconds = new double[clips.size()];
    for (Object clip : clips) {
      Map<?, ?> one = clip instanceof Map<?, ?> map ? map : Map.of();
      seconds[ids.size()] = one.get("audio_s") instanceof Number n ? n.doubleValue() : Double.NaN;
      ids.add(String.valueOf(one.get("clip")));
    }
    return CallSeries.builder(ids, seconds, rows);
  }

  /** The last column is there only for clips in chunks, so that others take no room for it. */
  private static List<String> columns(CallSeries calls) {
    boolean chunks = IntStream.range(0, calls.size()).anyMatch(row -> calls.chunksNanos(row) > 0);
    return CallSeries.COLUMNS.subList(0, chunks ? CallSeries.COLUMNS.size() : WHOLE_CLIPS);
  }

  /** Latencies in nanoseconds, in HdrHistogram's own compressed form, as its tools read it. */
  private static String histogram(CallSeries calls) {
    Histogram histogram = new Histogram(DIGITS);
    for (int row = 0; row < calls.size(); row++) {
      histogram.recordValue(calls.latencyNanos(row));
    }
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }

  /** Returns the calls of a scenario's tree whose rows were fetched. */
  static CallSeries series(Map<?, ?> tree, ArrayNode rows) throws CodecException {
    List<?> columns = list(tree, "call_columns");
    int[] places =
        CallSeries.COLUMNS.stream()
            .limit(columns.contains(CHUNKS) ? CallSeries.COLUMNS.size() : WHOLE_CLIPS)
            .mapToInt(columns::indexOf)
            .toArray();
    if (IntStream.of(places).anyMatch(place -> place < 0)) {
      throw new CodecException("has calls with the columns " + columns);
    }
    List<?> clips = list(tree, "clips");
    try {
      CallSeries.Builder series = builder(clips, rows.size());
      for (JsonNode row : rows) {
        series.add(IntStream.of(places).mapToLong(place -> row.path(place).longValue()).toArray());
      }
      return series.build();
    } catch (IllegalArgumentException e) {
      throw new CodecException("has calls that no harness wrote: " + e.getMessage(), e);
    }
  }

  private static List<?> list(Map<?, ?> tree, String key) throws CodecException {
    if (tree.get(key) instanceof List<?> list) {
      return list;
    }
    throw new CodecException("has no list '" + key + "'");
  }
}
