package io.humhelix.bench.html;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.ResultsPaths;
import io.humhelix.bench.store.RunHeader;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs under load, of which a curve needs more than the newest: those of each rate. Of runs with
 * the same systems, workloads, host and scenario, load and all, only the newest is read, and
 * without texts.
 *
 * @param runs in the order of their files
 * @param unreadable why a file that should have been read was not
 */
record LoadRuns(List<RunResult> runs, List<String> unreadable) {

  LoadRuns {
    runs = List.copyOf(runs);
    unreadable = List.copyOf(unreadable);
  }

  /** What makes two runs the same measurement, made again. */
  private record Asked(
      String benchmark,
      String host,
      Scenario scenario,
      List<String> systems,
      List<String> workloads) {

    static Asked of(RunHeader header) {
      BenchmarkDefinition definition = header.definition();
      return new Asked(
          definition.name(),
          header.provenance().host().getOrDefault("name", ""),
          definition.scenario(),
          definition.suts().stream().map(SutSpec::name).toList(),
          definition.workloads().stream().map(Workload::name).toList());
    }
  }

  private record Header(RunHeader header, Path file) {}

  static LoadRuns of(ReportSources sources) throws StoreException {
    Map<Asked, Header> newest = new LinkedHashMap<>();
    for (Path file : ResultsPaths.files(sources.request().results())) {
      Optional<RunHeader> header = RunReader.header(file);
      if (header.isPresent()
          && !(header.get().definition().scenario() instanceof Scenario.SingleStream)) {
        newest.merge(
            Asked.of(header.get()),
            new Header(header.get(), file),
            (one, other) ->
                one.header().startedAt().isAfter(other.header().startedAt()) ? one : other);
      }
    }
    Map<String, RunResult> known = new HashMap<>();
    sources.runs().forEach(run -> known.put(run.runId(), run));
    List<RunResult> runs = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Header one : newest.values()) {
      RunResult run = known.get(one.header().runId());
      try {
        runs.add(run == null ? RunReader.readWithoutTexts(one.file()) : run);
      } catch (StoreException e) {
        unreadable.add(e.getMessage());
      }
    }
    return new LoadRuns(runs, unreadable);
  }
}
