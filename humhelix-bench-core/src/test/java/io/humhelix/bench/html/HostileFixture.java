package io.humhelix.bench.html;

import static io.humhelix.bench.html.ReportFixtures.engine;

import io.humhelix.bench.harness.SimulatedEngine;
import io.humhelix.bench.harness.SimulatedRun;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A run whose every text is hostile. */
final class HostileFixture {

  private static final List<String> ALL = HostileStrings.all();
  private static final int SYSTEMS = 8;

  private HostileFixture() {}

  static Path write(Path folder) {
    List<AudioClip> clips = new ArrayList<>();
    for (int i = 0; i < ALL.size(); i++) {
      clips.add(
          AudioClip.of(Path.of("audio/c" + i + ".wav"), "the reference " + at(i) + " ends here")
              .withId(i + at(i))
              .withSpeaker(at(i / 2))
              .withDeclaredSeconds(2));
    }
    int half = clips.size() / 2;
    TranscriptionTask task = TranscriptionTask.transcribe("en");
    List<Workload> workloads =
        List.of(
            new Workload(at(0) + " w", clips.subList(0, half), task),
            new Workload(at(1) + " v", clips.subList(half, clips.size()), task));
    List<SutSpec> suts = new ArrayList<>();
    for (int i = 0; i < SYSTEMS; i++) {
      suts.add(
          SutSpec.of(i + at(7 * i), "fake", at(7 * i + 1))
              .withComputeType("int8")
              .withOption("note", at(7 * i + 2))
              .withOption("other", at(7 * i + 3)));
    }
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder(at(2) + " benchmark")
            .workloads(workloads)
            .suts(suts)
            .trials(TrialPolicy.DEFAULT.withCounts(0, 1).withForks(3).withSeed(1))
            .build();
    SimulatedRun run = new SimulatedRun(definition, Instant.parse("2026-11-05T05:05:05Z"));
    for (int i = 0; i < ALL.size(); i++) {
      run.host("fact" + i, at(i));
    }
    run.host("name", at(3)).host("cpu", at(4));
    for (int i = 0; i < SYSTEMS; i++) {
      run.engine(suts.get(i).name(), of(i));
    }
    return run.store(folder).resultsFile().orElseThrow();
  }

  private static SimulatedEngine of(int system) {
    SimulatedEngine engine =
        engine(at(11 * system), at(11 * system + 1), at(11 * system + 2))
            .takes(0.1, 0.05 + 0.01 * system, 0.01)
            .option("language_model", at(11 * system + 3))
            .hears(
                (clip, fork) ->
                    "the reference " + at(clip.id().hashCode() + system) + " ends " + at(fork));
    for (int i = system; i < ALL.size(); i += SYSTEMS) {
      engine.issue(Issue.warning("hostile", at(i), at(i + 1)));
    }
    if (system == SYSTEMS - 1) {
      engine.issue(Issue.error("hostile-refusal", at(5), at(6)));
    }
    if (system == SYSTEMS - 2) {
      engine.failing(new Failure(FailureKind.MODEL, "open", at(7), at(8), at(9)));
    }
    return engine;
  }

  private static String at(int index) {
    return ALL.get(Math.floorMod(index, ALL.size()));
  }
}
