package io.humhelix.bench.definition;

import io.humhelix.bench.internal.text.Suggestion;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code scenario}: a name, or a map with the name and what that scenario has. */
final class ScenarioForm {

  /** Names of the scenarios, in the order in which messages have them. */
  static final List<String> NAMES =
      List.of("single-stream", "multi-stream", "offline", "server", "streams");

  private static final List<String> OPEN = List.of("server", "streams");

  /** Keys that not every scenario has. */
  private static final Map<String, List<String>> OWN = new HashMap<>();

  static {
    OWN.put("samples_per_query", List.of("multi-stream"));
    OWN.put("batch", List.of("offline"));
    OWN.put("rate", List.of("server"));
    OWN.put("streams", List.of("streams"));
    OWN.put("chunk_s", List.of("streams"));
    for (String key : List.of("percentile", "limit_s", "find_peak", "max_outstanding", "spin_us")) {
      OWN.put(key, OPEN);
    }
  }

  private static final int MLPERF_SAMPLES_PER_QUERY = 8;
  private static final int MOST_SAMPLES = 1024;
  private static final int MOST_STREAMS = 100_000;
  private static final int HIGHEST_RATE = 1_000_000;
  private static final int MOST_STEPS = 100;
  private static final int MOST_SPIN_US = 10_000;
  private static final int WEEK_S = 7 * 24 * 3600;
  private static final double SERVER_PERCENTILE = 99;
  private static final double STREAMS_PERCENTILE = 95;
  private static final double FINEST = 0.001;
  private static final double SHORTEST_CHUNK_S = 0.02;
  private static final int LONGEST_CHUNK_S = 30;

  private ScenarioForm() {}

  /** Returns the scenario; single-stream if there is none, or if it is not as wanted. */
  static Scenario read(Section top) {
    Optional<Node> node = top.node("scenario");
    Optional<Scenario> scenario = Optional.empty();
    if (node.isPresent() && node.get() instanceof Node.Entries) {
      scenario = top.section("scenario", Level.SCENARIO).flatMap(ScenarioForm::map);
    } else if (node.isPresent()) {
      scenario = word(top);
    }
    return scenario.orElse(Scenario.SINGLE_STREAM);
  }

  private static Optional<Scenario> word(Section top) {
    Optional<String> name = name(top, "scenario");
    if (name.isPresent() && OPEN.contains(name.get())) {
      String key = name.get().equals("server") ? "rate" : "streams";
      top.report(
          "scenario",
          "found " + Quote.of(name.get()) + " alone",
          "a map with name and " + key,
          "write {name: " + name.get() + ", " + key + ": …}");
      return Optional.empty();
    }
    return name.map(
        word ->
            switch (word) {
              case "multi-stream" -> new Scenario.MultiStream(MLPERF_SAMPLES_PER_QUERY);
              case "offline" -> new Scenario.Offline();
              default -> Scenario.SINGLE_STREAM;
            });
  }

  private static Optional<String> name(Section section, String key) {
    String allowed = String.join(", ", NAMES);
    Optional<String> name = section.text(key, allowed);
    if (name.isPresent() && !NAMES.contains(name.get())) {
      section.report(
          key, "found " + Quote.of(name.get()), allowed, Suggestion.question(name.get(), NAMES));
      return Optional.empty();
    }
    return name;
  }

  private static Optional<Scenario> map(Section section) {
    if (!section.has("name")) {
      section.missing("name", String.join(", ", NAMES), "add it");
    }
    Optional<String> name = name(section, "name");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    OWN.forEach(
        (key, owners) -> {
          if (section.has(key) && !owners.contains(name.get())) {
            section.report(
                key,
                "scenario " + name.get() + " has no such key",
                "only in " + String.join(" and ", owners),
                "remove it");
          }
        });
    Extent extent = extent(section);
    return switch (name.get()) {
      case "multi-stream" ->
          Optional.of(
              new Scenario.MultiStream(
                  small(section, "samples_per_query", MOST_SAMPLES, MLPERF_SAMPLES_PER_QUERY),
                  extent));
      case "offline" -> {
        Optional<Long> batch = section.whole("batch", 1, Integer.MAX_VALUE);
        yield Optional.of(
            new Scenario.Offline(
                batch.isPresent() ? OptionalInt.of(batch.get().intValue()) : OptionalInt.empty(),
                extent));
      }
      case "server" -> server(section, extent);
      case "streams" -> streams(section, extent);
      default -> Optional.of(new Scenario.SingleStream(extent));
    };
  }

  private static int small(Section section, String key, int most, int standard) {
    return section.whole(key, 1, most).map(Long::intValue).orElse(standard);
  }

  private static Extent extent(Section section) {
    Duration least =
        section
            .decimal("min_duration_s", false, WEEK_S)
            .filter(seconds -> seconds.signum() > 0)
            .map(PolicyForm::duration)
            .orElse(Duration.ZERO);
    Optional<Duration> most =
        section.decimal("max_duration_s", true, WEEK_S).map(PolicyForm::duration);
    int queries =
        section.whole("min_queries", 0, Extent.MOST_QUERIES).map(Long::intValue).orElse(0);
    if (most.isPresent() && most.get().compareTo(least) < 0) {
      section.report(
          "max_duration_s",
          "it is shorter than min_duration_s",
          "min_duration_s or longer",
          "correct one of them");
      return Extent.ONE_PASS;
    }
    return new Extent(least, queries, most);
  }

  private static Optional<Scenario> server(Section section, Extent extent) {
    if (!section.has("rate")) {
      section.missing("rate", "clips per second", "add it; with find_peak the search starts there");
    }
    Optional<BigDecimal> rate = section.decimal("rate", true, HIGHEST_RATE);
    Optional<LatencyLimit> limit = limit(section, SERVER_PERCENTILE);
    Optional<PeakSearch> search = search(section);
    if (search.isPresent() && !section.has("limit_s")) {
      section.missing("limit_s", "the latency to hold in seconds", "find_peak needs it: add it");
    }
    OpenLoop openLoop = openLoop(section);
    if (rate.isEmpty() || search.isPresent() && limit.isEmpty()) {
      return Optional.empty();
    }
    double clips = rate.get().doubleValue() * extent.minDuration().toMillis() / 1000;
    if (clips > Extent.MOST_QUERIES) {
      section.report(
          "min_duration_s",
          "at this rate it takes " + Math.round(clips) + " clips per trial",
          "up to " + Extent.MOST_QUERIES,
          "shorten it; trials.count repeats it");
      return Optional.empty();
    }
    return Optional.of(
        new Scenario.Server(rate.get().doubleValue(), limit, search, openLoop, extent));
  }

  private static Optional<Scenario> streams(Section section, Extent extent) {
    if (!section.has("streams")) {
      section.missing(
          "streams", "a number of speakers", "add it; with find_peak the search starts there");
    }
    if (!section.has("limit_s")) {
      section.missing("limit_s", "the latency to hold in seconds", "add it");
    }
    Optional<Long> streams = section.whole("streams", 1, MOST_STREAMS);
    Optional<LatencyLimit> limit = limit(section, STREAMS_PERCENTILE);
    Optional<PeakSearch> search = search(section);
    OpenLoop openLoop = openLoop(section);
    Optional<Duration> chunk = chunk(section);
    return streams.isEmpty() || limit.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Scenario.Streams(
                streams.get().intValue(), limit.get(), search, openLoop, chunk, extent));
  }

  private static Optional<Duration> chunk(Section section) {
    Optional<BigDecimal> seconds = section.decimal("chunk_s", true, LONGEST_CHUNK_S);
    if (seconds.isPresent() && seconds.get().doubleValue() < SHORTEST_CHUNK_S) {
      section.report(
          "chunk_s",
          "found " + Quote.of(seconds.get().toPlainString()),
          SHORTEST_CHUNK_S + " to " + LONGEST_CHUNK_S,
          "or leave it out for whole clips");
      return Optional.empty();
    }
    return seconds.map(PolicyForm::duration);
  }

  private static Optional<LatencyLimit> limit(Section section, double standard) {
    Optional<BigDecimal> seconds = section.decimal("limit_s", true, WEEK_S);
    Optional<BigDecimal> percentile = section.decimal("percentile", true, 100);
    if (percentile.isPresent() && percentile.get().doubleValue() >= 100) {
      section.report(
          "percentile", "found 100", "a number above 0 and below 100", "write for example 99.9");
      return Optional.empty();
    }
    if (percentile.isPresent() && !section.has("limit_s")) {
      section.missing("limit_s", "the latency to hold in seconds", "add it, or remove percentile");
    }
    return seconds.map(
        limit ->
            new LatencyLimit(
                percentile.map(BigDecimal::doubleValue).orElse(standard),
                PolicyForm.duration(limit)));
  }

  private static Optional<PeakSearch> search(Section section) {
    Optional<Node> node = section.node("find_peak");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!(node.get() instanceof Node.Entries)) {
      return section.flag("find_peak") ? Optional.of(PeakSearch.DEFAULT) : Optional.empty();
    }
    return section.section("find_peak", Level.FIND_PEAK).map(ScenarioForm::peak);
  }

  private static PeakSearch peak(Section section) {
    Optional<BigDecimal> precision = section.decimal("precision", true, 1);
    if (precision.isPresent() && precision.get().doubleValue() < FINEST) {
      section.report("precision", "it is finer than a trial can resolve", FINEST + " to 1", "");
      precision = Optional.empty();
    }
    return new PeakSearch(
        precision.map(BigDecimal::doubleValue).orElse(PeakSearch.DEFAULT.precision()),
        section
            .whole("max_steps", 2, MOST_STEPS)
            .map(Long::intValue)
            .orElse(PeakSearch.DEFAULT.maxSteps()));
  }

  private static OpenLoop openLoop(Section section) {
    return new OpenLoop(
        small(section, "max_outstanding", Extent.MOST_QUERIES, OpenLoop.DEFAULT.maxOutstanding()),
        section
            .whole("spin_us", 0, MOST_SPIN_US)
            .map(micros -> Duration.ofNanos(micros * 1000))
            .orElse(OpenLoop.DEFAULT.spin()));
  }
}
