package io.humhelix.bench.picture;

import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Metric;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.StoredForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts run configs of many runs where they are comparable. */
final class LoadPanels {

  private static final String GOODPUT = "goodput";
  private static final String ANSWERED = "answered";

  private LoadPanels() {}

  /** What a panel is of; the rest of a scenario, its load above all, may differ within it. */
  private record Place(
      String host,
      String scenario,
      String workload,
      List<String> clips,
      Optional<LatencyLimit> limit) {

    static Place of(RunResult run, Workload workload) {
      Scenario scenario = run.definition().scenario();
      return new Place(
          run.provenance().host().getOrDefault("name", ""),
          name(scenario),
          workload.name(),
          workload.clips().stream().map(AudioClip::id).toList(),
          scenario.limit());
    }
  }

  private record Measured(RunResult run, RunConfigResult config) {

    Scenario scenario() {
      return run.definition().scenario();
    }
  }

  static List<LoadCurve.Panel> of(List<RunResult> runs) {
    Map<Place, List<Measured>> places = new LinkedHashMap<>();
    for (RunResult run : runs) {
      if (!(run.definition().scenario() instanceof Scenario.SingleStream)) {
        for (RunConfigResult config : run.runConfigs()) {
          places
              .computeIfAbsent(
                  Place.of(run, config.runConfig().workload()), any -> new ArrayList<>())
              .add(new Measured(run, config));
        }
      }
    }
    List<LoadCurve.Panel> panels = new ArrayList<>();
    places.forEach((place, measured) -> panels.add(panel(place, measured)));
    return panels;
  }

  private static LoadCurve.Panel panel(Place place, List<Measured> all) {
    List<String> leftOut = new ArrayList<>();
    Map<SutSpec, List<Measured>> systems = new LinkedHashMap<>();
    for (Measured one : all) {
      if (one.config().runConfig().remeasured().isPresent()) {
        leftOut.add(StoredForm.label(one.config().runConfig()) + ": of a baseline, measured again");
      } else {
        systems.computeIfAbsent(one.config().runConfig().sut(), any -> new ArrayList<>()).add(one);
      }
    }
    boolean goodput =
        all.stream()
            .flatMap(one -> one.config().validTrials().stream())
            .anyMatch(trial -> trial.metric(Metrics.GOODPUT_PER_S).isPresent());
    Metric throughput = goodput ? Metrics.GOODPUT_PER_S : Metrics.SAMPLES_PER_S;
    List<LoadCurve.Curve> curves = new ArrayList<>();
    systems.forEach(
        (system, measured) ->
            curves.add(curve(label(system, systems), measured, throughput, leftOut)));
    return new LoadCurve.Panel(
        place.host(),
        place.scenario(),
        place.workload(),
        unit(all.get(0).scenario()),
        place.limit().map(LatencyLimit::percentile).orElse(Double.NaN),
        place.limit().map(limit -> seconds(limit.limit())).orElse(Double.NaN),
        goodput ? GOODPUT : ANSWERED,
        curves,
        leftOut);
  }

  private static LoadCurve.Curve curve(
      String label, List<Measured> measured, Metric throughput, List<String> leftOut) {
    List<Measured> newest = new ArrayList<>(measured);
    newest.sort(Comparator.comparing((Measured one) -> one.run().startedAt()).reversed());
    Map<List<Object>, LoadPoint> points = new LinkedHashMap<>();
    List<LoadStep> steps = new ArrayList<>();
    DrawnLevel peak = LoadPoint.NONE;
    Set<String> engines = new LinkedHashSet<>();
    int older = 0;
    boolean searched = false;
    for (Measured one : newest) {
      boolean search = one.scenario().search().isPresent();
      LoadPoint point = LoadPoint.of(one.run(), one.config(), throughput);
      // Two searches come to different peaks of one thing: the later one counts.
      List<Object> key = search ? List.of("peak") : List.of(point.load());
      if (points.putIfAbsent(key, point) != null) {
        older++;
        continue;
      }
      one.config()
          .effective()
          .ifPresent(its -> engines.add((its.engine() + " " + its.engineVersion()).strip()));
      if (search && !searched && point.drawn()) {
        searched = true;
        steps.addAll(LoadStep.of(one.config(), one.scenario().limit().orElseThrow()));
        peak =
            RunConfigEstimates.ofForks(one.run().definition(), one.config(), Metrics.PEAK_LOAD)
                .map(DrawnLevel::of)
                .orElse(LoadPoint.NONE);
      }
      if (!point.drawn()) {
        leftOut.add(notValid(label, point));
      }
    }
    if (older > 0) {
      leftOut.add(
          label
              + ": "
              + older
              + (older > 1 ? " older runs" : " older run")
              + " under the same load");
    }
    List<LoadPoint> rising =
        points.values().stream().sorted(Comparator.comparingDouble(LoadPoint::load)).toList();
    return new LoadCurve.Curve(
        measured.get(0).config().runConfig().sut().name(),
        label,
        List.copyOf(engines),
        rising,
        peak,
        steps,
        heldUpTo(rising),
        rising.stream()
            .filter(LoadPanels::judges)
            .filter(point -> !point.held())
            .mapToDouble(LoadPoint::load)
            .findFirst()
            .orElse(Double.NaN));
  }

  private static double heldUpTo(List<LoadPoint> rising) {
    double held = Double.NaN;
    for (LoadPoint point : rising) {
      if (judges(point)) {
        if (!point.held()) {
          return held;
        }
        held = point.load();
      }
    }
    return held;
  }

  /**
   * Whether it says something of the limit: it was measured under one load, and judged or broken.
   * Each fork of a search has a peak of its own.
   */
  private static boolean judges(LoadPoint point) {
    return !point.atPeak()
        && Double.isFinite(point.load())
        && (point.drawn() ? point.counts().judged() > 0 : point.counts().capHit() > 0);
  }

  private static String notValid(String label, LoadPoint point) {
    return label
        + (Double.isFinite(point.load()) ? " at " + number(point.load()) : "")
        + ": "
        + point.status()
        + (point.reason().isEmpty() ? "" : ", " + point.reason());
  }

  /** Systems of one name that differ have their difference in their label. */
  private static String label(SutSpec system, Map<SutSpec, List<Measured>> systems) {
    List<SutSpec> same =
        systems.keySet().stream().filter(one -> one.name().equals(system.name())).toList();
    return same.size() == 1
        ? system.name()
        : system.name()
            + " ("
            + systems.get(system).get(0).run().definition().name()
            + (same.indexOf(system) == 0 ? "" : ", definition " + (same.indexOf(system) + 1))
            + ")";
  }

  private static String name(Scenario scenario) {
    if (scenario instanceof Scenario.Streams streams && streams.chunk().isPresent()) {
      return scenario.name() + " in chunks of " + number(seconds(streams.chunk().get())) + " s";
    }
    return scenario instanceof Scenario.Offline offline && offline.batch().isPresent()
        ? scenario.name() + " in batches of " + offline.batch().getAsInt()
        : scenario.name();
  }

  private static String unit(Scenario scenario) {
    if (scenario instanceof Scenario.Server) {
      return "clips/s";
    }
    if (scenario instanceof Scenario.Streams) {
      return "speakers";
    }
    return scenario instanceof Scenario.MultiStream ? "clips per query" : "";
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
