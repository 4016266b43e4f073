package io.humhelix.bench.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioFormTest {

  @TempDir Path folder;
  private Written written;

  @BeforeEach
  void open() throws Exception {
    written = new Written(folder, "a.wav");
  }

  private Scenario read(String scenario) throws Exception {
    return written.read(Written.GOOD + "scenario: " + scenario).scenario();
  }

  private List<String> problems(String scenario) {
    return written.problems(Written.GOOD + "scenario: " + scenario).stream()
        .map(problem -> problem.replaceFirst("^bench.yaml:[0-9:]+ ", ""))
        .toList();
  }

  @Test
  void readsNamesAlone() throws Exception {
    assertEquals(Scenario.SINGLE_STREAM, read("single-stream"));
    assertEquals(new Scenario.MultiStream(8), read("multi-stream"));
    assertEquals(new Scenario.Offline(), read("offline"));
  }

  @Test
  void readsWhatCodeBuilds() throws Exception {
    Extent extent = new Extent(Duration.ofMillis(1500), 100, Optional.of(Duration.ofSeconds(600)));
    String more = ", min_duration_s: 1.5, min_queries: 100, max_duration_s: 600}";
    assertEquals(new Scenario.SingleStream(extent), read("{name: single-stream" + more));
    assertEquals(
        new Scenario.MultiStream(4, extent),
        read("{name: multi-stream, samples_per_query: 4" + more));
    assertEquals(
        new Scenario.Offline(OptionalInt.of(16), extent), read("{name: offline, batch: 16" + more));
    assertEquals(new Scenario.Server(2.5, extent), read("{name: server, rate: 2.5" + more));
    assertEquals(
        new Scenario.Server(
            2,
            Optional.of(new LatencyLimit(99.9, Duration.ofMillis(250))),
            Optional.of(new PeakSearch(0.1, 9)),
            new OpenLoop(50, Duration.ofNanos(20_000)),
            extent),
        read(
            "{name: server, rate: 2, percentile: 99.9, limit_s: 0.25, max_outstanding: 50,"
                + " spin_us: 20, find_peak: {precision: 0.1, max_steps: 9}"
                + more));
    assertEquals(
        new Scenario.Streams(
            3,
            new LatencyLimit(95, Duration.ofSeconds(2)),
            Optional.of(PeakSearch.DEFAULT),
            OpenLoop.DEFAULT,
            Extent.ONE_PASS),
        read("{name: streams, streams: 3, limit_s: 2, find_peak: true}"));
    assertEquals(
        new Scenario.Streams(3, new LatencyLimit(95, Duration.ofSeconds(2)), Extent.ONE_PASS),
        read("{name: streams, streams: 3, limit_s: 2, find_peak: false}"));
    assertEquals(
        new Scenario.Streams(3, new LatencyLimit(95, Duration.ofSeconds(2)), Extent.ONE_PASS)
            .withChunk(Duration.ofMillis(250)),
        read("{name: streams, streams: 3, limit_s: 2, chunk_s: 0.25}"));
    assertEquals(
        Optional.of(new LatencyLimit(99, Duration.ofSeconds(1))),
        read("{name: server, rate: 1, limit_s: 1}").limit());
  }

  @Test
  void saysWhatIsMissing() {
    assertEquals(
        List.of(
            "scenario: found 'server' alone; allowed: a map with name and rate; write {name:"
                + " server, rate: …}"),
        problems("server"));
    assertEquals(
        List.of(
            "scenario.name: the key is missing; allowed: single-stream, multi-stream, offline,"
                + " server, streams; add it"),
        problems("{rate: 1}"));
    assertEquals(
        List.of(
            "scenario.rate: the key is missing; allowed: clips per second; add it; with find_peak"
                + " the search starts there",
            "scenario.limit_s: the key is missing; allowed: the latency to hold in seconds;"
                + " find_peak needs it: add it"),
        problems("{name: server, find_peak: true}"));
    assertEquals(
        List.of(
            "scenario.streams: the key is missing; allowed: a number of speakers; add it; with"
                + " find_peak the search starts there",
            "scenario.limit_s: the key is missing; allowed: the latency to hold in seconds; add"
                + " it"),
        problems("{name: streams}"));
    assertEquals(
        List.of(
            "scenario.limit_s: the key is missing; allowed: the latency to hold in seconds; add"
                + " it, or remove percentile"),
        problems("{name: server, rate: 1, percentile: 90}"));
  }

  @Test
  void saysWhatDoesNotBelong() {
    assertEquals(
        List.of(
            "scenario.rate: scenario offline has no such key; allowed: only in server; remove it"),
        problems("{name: offline, rate: 1}"));
    assertEquals(
        List.of(
            "scenario.chunk_s: scenario server has no such key; allowed: only in streams; remove"
                + " it"),
        problems("{name: server, rate: 1, chunk_s: 1}"));
    assertEquals(
        List.of(
            "scenario.find_peak: scenario multi-stream has no such key; allowed: only in server and"
                + " streams; remove it"),
        problems("{name: multi-stream, find_peak: true}"));
    assertEquals(
        List.of(
            "scenario.raet: unknown key; allowed: name, samples_per_query, batch, rate, streams,"
                + " chunk_s, percentile, limit_s, find_peak, max_outstanding, spin_us, min_duration_s,"
                + " min_queries, max_duration_s; did you mean rate?"),
        problems("{name: server, rate: 1, raet: 1}"));
    assertEquals(
        List.of(
            "scenario.find_peak.steps: unknown key; allowed: precision, max_steps; remove" + " it"),
        problems("{name: server, rate: 1, limit_s: 1, find_peak: {steps: 1}}"));
  }

  @Test
  void saysWhichNumbersAreAllowed() {
    assertEquals(
        List.of("scenario.rate: found '0'; allowed: a number above 0 and up to 1000000"),
        problems("{name: server, rate: 0}"));
    assertEquals(
        List.of(
            "scenario.chunk_s: found '0.01'; allowed: 0.02 to 30; or leave it out for whole clips"),
        problems("{name: streams, streams: 1, limit_s: 1, chunk_s: 0.01}"));
    assertEquals(
        List.of("scenario.chunk_s: found '31'; allowed: a number above 0 and up to 30"),
        problems("{name: streams, streams: 1, limit_s: 1, chunk_s: 31}"));
    assertEquals(
        List.of(
            "scenario.percentile: found 100; allowed: a number above 0 and below 100; write for example 99.9"),
        problems("{name: server, rate: 1, limit_s: 1, percentile: 100}"));
    assertEquals(
        List.of(
            "scenario.max_duration_s: it is shorter than min_duration_s; allowed: min_duration_s or longer; correct one of them"),
        problems("{name: offline, min_duration_s: 10, max_duration_s: 5}"));
    assertEquals(
        List.of(
            "scenario.find_peak.precision: it is finer than a trial can resolve; allowed: 0.001 to 1"),
        problems("{name: server, rate: 1, limit_s: 1, find_peak: {precision: 0.0001}}"));
    assertEquals(
        List.of(
            "scenario.min_duration_s: at this rate it takes 60000000 clips per trial; allowed: up to 2000000; shorten it; trials.count repeats it"),
        problems("{name: server, rate: 1000000, min_duration_s: 60}"));
    assertEquals(
        List.of(
            "scenario: found a list; allowed: single-stream, multi-stream, offline, server, streams"),
        problems("[server]"));
  }
}
