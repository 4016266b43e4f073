package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.LatencyPercentile;
import io.humhelix.bench.result.LimitCheck;
import io.humhelix.bench.result.ScenarioResult;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** What a trial under load showed, and every call of it, in a record and back. */
final class ScenarioJson {

  /** Three digits: a latency is off by a thousandth of itself at most. */
  private static final int DIGITS = 3;

  private static final double NANOS = 1e9;

  /** Columns of calls that took whole clips. */
  private static final int WHOLE_CLIPS = CallSeries.COLUMNS.size() - 1;

  private static final String CHUNKS = CallSeries.COLUMNS.get(WHOLE_CLIPS);

  private ScenarioJson() {}

  static void fill(ObjectNode record, ScenarioResult result) {
    ObjectNode node = record.putObject("scenario");
    Json.put(node, "name", result.scenario());
    result.load().ifPresent(load -> Json.putFinite(node, "load", load));
    node.put("concurrency", result.concurrency());
    node.put("queries", result.queries());
    node.put("outstanding_max", result.maxOutstanding());
    node.put("left", result.left());
    node.put("cap_hit", result.capHit());
    ArrayNode percentiles = node.putArray("percentiles");
    result.percentiles().forEach(p -> percentiles.add(percentile(p)));
    result.limit().ifPresent(check -> node.set("limit", limit(check)));
    result.sustained().ifPresent(sustained -> node.put("sustained", sustained));
    CallSeries calls = result.calls();
    Json.put(node, "latency_histogram", histogram(calls));
    ArrayNode clips = node.putArray("clips");
    for (int clip = 0; clip < calls.clips().size(); clip++) {
      ObjectNode one = clips.addObject();
      Json.put(one, "clip", calls.clips().get(clip));
      Json.putFinite(one, "audio_s", calls.clipSeconds(clip));
    }
    List<String> columns = columns(calls);
    node.set("call_columns", Json.texts(columns));
    ArrayNode rows = record.putArray("calls");
    for (int row = 0; row < calls.size(); row++) {
      ArrayNode one = rows.addArray();
      Arrays.stream(calls.row(row), 0, columns.size()).forEach(one::add);
    }
  }

  /** The last column is there only for clips in chunks, so that others take no room for it. */
  private static List<String> columns(CallSeries calls) {
    boolean chunks = IntStream.range(0, calls.size()).anyMatch(row -> calls.chunksNanos(row) > 0);
    return CallSeries.COLUMNS.subList(0, chunks ? CallSeries.COLUMNS.size() : WHOLE_CLIPS);
  }

  private static ObjectNode percentile(LatencyPercentile percentile) {
    ObjectNode node = Json.object();
    node.put("percentile", percentile.percentile());
    node.put("s", percentile.seconds());
    node.put("low_s", percentile.low());
    node.put("high_s", percentile.high());
    node.put("level", percentile.level());
    percentile.earlyStopping().ifPresent(bound -> node.put("early_stopping_s", bound));
    node.put("queries", percentile.queries());
    return node;
  }

  private static ObjectNode limit(LimitCheck check) {
    ObjectNode node = Json.object();
    node.put("percentile", check.limit().percentile());
    node.put("limit_s", check.limit().limit().toNanos() / NANOS);
    node.put("queries", check.queries());
    node.put("slow", check.slow());
    node.put("within", check.within());
    node.put("proved", check.proved());
    node.put("queries_needed", check.queriesNeeded());
    node.put("backlog_grows", check.backlogGrows());
    node.put("growth_s", check.growthSeconds());
    return node;
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

  /** Reads what a record says of a trial under load. */
  static ScenarioResult result(JsonNode node, CallSeries calls) {
    List<LatencyPercentile> percentiles = new ArrayList<>();
    for (JsonNode one : node.path("percentiles")) {
      percentiles.add(
          new LatencyPercentile(
              one.path("percentile").doubleValue(),
              one.path("s").doubleValue(),
              one.path("low_s").doubleValue(),
              one.path("high_s").doubleValue(),
              one.path("level").doubleValue(),
              optional(one.path("early_stopping_s")),
              one.path("queries").intValue()));
    }
    return new ScenarioResult(
        node.path("name").asText(),
        optional(node.path("load")),
        node.path("concurrency").intValue(),
        calls,
        node.path("queries").intValue(),
        percentiles,
        node.path("outstanding_max").intValue(),
        node.path("left").intValue(),
        node.path("cap_hit").booleanValue(),
        node.has("limit") ? Optional.of(check(node.path("limit"))) : Optional.empty());
  }

  private static LimitCheck check(JsonNode node) {
    long limit = Math.round(node.path("limit_s").doubleValue() * NANOS);
    return new LimitCheck(
        new LatencyLimit(node.path("percentile").doubleValue(), Duration.ofNanos(limit)),
        node.path("queries").intValue(),
        node.path("slow").intValue(),
        node.path("within").booleanValue(),
        node.path("proved").booleanValue(),
        node.path("queries_needed").longValue(),
        node.path("backlog_grows").booleanValue(),
        node.path("growth_s").doubleValue());
  }

  private static OptionalDouble optional(JsonNode number) {
    return number.isNumber() ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
  }

  /** Reads the calls of a record whose rows were fetched. */
  static CallSeries read(JsonNode scenario, ArrayNode rows) {
    List<String> columns = new ArrayList<>();
    scenario.path("call_columns").forEach(column -> columns.add(column.asText()));
    int[] places =
        CallSeries.COLUMNS.stream()
            .limit(columns.contains(CHUNKS) ? CallSeries.COLUMNS.size() : WHOLE_CLIPS)
            .mapToInt(columns::indexOf)
            .toArray();
    if (IntStream.of(places).anyMatch(place -> place < 0)) {
      throw new IllegalArgumentException("its calls have the columns " + columns);
    }
    List<String> clips = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    for (JsonNode clip : scenario.path("clips")) {
      clips.add(clip.path("clip").asText());
      seconds.add(clip.path("audio_s").asDouble(Double.NaN));
    }
    CallSeries.Builder series =
        CallSeries.builder(
            clips, seconds.stream().mapToDouble(Double::doubleValue).toArray(), rows.size());
    for (JsonNode row : rows) {
      series.add(IntStream.of(places).mapToLong(place -> row.path(place).longValue()).toArray());
    }
    return series.build();
  }
}
