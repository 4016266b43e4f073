package io.humhelix.bench.internal.wire;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A scenario as a JSON object. */
final class ScenarioCodec {

  private ScenarioCodec() {}

  static Map<String, Object> encode(Scenario scenario) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", scenario.name());
    Extent extent = scenario.extent();
    map.put("min_ns", extent.minDuration().toNanos());
    map.put("min_queries", extent.minQueries());
    extent.maxDuration().ifPresent(most -> map.put("max_ns", most.toNanos()));
    if (scenario instanceof Scenario.MultiStream group) {
      map.put("samples_per_query", group.samplesPerQuery());
    } else if (scenario instanceof Scenario.Offline offline) {
      offline.batch().ifPresent(batch -> map.put("batch", batch));
    } else if (scenario instanceof Scenario.Server server) {
      map.put("rate", server.rate());
      open(map, server.openLoop());
    } else if (scenario instanceof Scenario.Streams streams) {
      map.put("streams", streams.streams());
      streams.chunk().ifPresent(chunk -> map.put("chunk_ns", chunk.toNanos()));
      open(map, streams.openLoop());
    }
    scenario
        .limit()
        .ifPresent(
            limit -> {
              map.put("percentile", limit.percentile());
              map.put("limit_ns", limit.limit().toNanos());
            });
    scenario
        .search()
        .ifPresent(
            search -> {
              map.put("precision", search.precision());
              map.put("max_steps", search.maxSteps());
            });
    return map;
  }

  private static void open(Map<String, Object> map, OpenLoop loop) {
    map.put("max_outstanding", loop.maxOutstanding());
    map.put("spin_ns", loop.spin().toNanos());
  }

  static Scenario decode(Fields fields) throws ProtocolException {
    String name = fields.text("name");
    Optional<Duration> most = optionalDuration(fields, "max_ns");
    Extent extent =
        new Extent(Duration.ofNanos(fields.whole("min_ns")), fields.small("min_queries"), most);
    return switch (name) {
      case "single-stream" -> new Scenario.SingleStream(extent);
      case "multi-stream" -> new Scenario.MultiStream(fields.small("samples_per_query"), extent);
      case "offline" ->
          new Scenario.Offline(
              fields.map().containsKey("batch")
                  ? OptionalInt.of(fields.small("batch"))
                  : OptionalInt.empty(),
              extent);
      case "server" ->
          new Scenario.Server(
              fields.number("rate"), limit(fields), search(fields), loop(fields), extent);
      case "streams" ->
          new Scenario.Streams(
              fields.small("streams"),
              limit(fields)
                  .orElseThrow(() -> new ProtocolException("streams have no latency limit")),
              search(fields),
              loop(fields),
              optionalDuration(fields, "chunk_ns"),
              extent);
      default -> throw new ProtocolException("nobody knows a scenario '" + name + "'");
    };
  }

  private static Optional<Duration> optionalDuration(Fields fields, String key)
      throws ProtocolException {
    return fields.optionalWhole(key).isPresent()
        ? Optional.of(Duration.ofNanos(fields.whole(key)))
        : Optional.empty();
  }

  private static Optional<LatencyLimit> limit(Fields fields) throws ProtocolException {
    return fields.map().containsKey("percentile")
        ? Optional.of(
            new LatencyLimit(
                fields.number("percentile"), Duration.ofNanos(fields.whole("limit_ns"))))
        : Optional.empty();
  }

  private static Optional<PeakSearch> search(Fields fields) throws ProtocolException {
    return fields.map().containsKey("precision")
        ? Optional.of(new PeakSearch(fields.number("precision"), fields.small("max_steps")))
        : Optional.empty();
  }

  private static OpenLoop loop(Fields fields) throws ProtocolException {
    return new OpenLoop(fields.small("max_outstanding"), Duration.ofNanos(fields.whole("spin_ns")));
  }
}
