package io.humhelix.bench.html;

import io.humhelix.bench.harness.SimulatedEngine;
import io.humhelix.bench.harness.SimulatedRun;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.ComputeType;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs whose every text that a user may see is one of {@link HostilePayloads}: names of systems,
 * models, workloads, clips, speakers, hosts and benchmarks, options, engines, references,
 * transcripts, warnings, failures, and names of files.
 */
final class HostileRuns {

  private static final Instant START = Instant.parse("2026-11-02T21:14:05.120Z");
  private static final List<String> PAYLOADS = HostilePayloads.all();
  private static final int SYSTEMS = 8;

  private HostileRuns() {}

  /** Writes them, and returns their folder. */
  static Path write(Path folder) throws IOException {
    systems(folder);
    texts(folder);
    for (int i = 0; i < 4; i++) {
      host(folder, i);
    }
    return folder;
  }

  private static String payload(int at) {
    return PAYLOADS.get(Math.floorMod(at, PAYLOADS.size()));
  }

  private static SutSpec sut(int at) {
    return new SutSpec(
        payload(at),
        "whisper-jni",
        payload(at + 1).replace('/', '|'),
        ComputeType.DEFAULT,
        Device.CPU,
        Options.of(Map.of("prompt", payload(at + 2))),
        List.of());
  }

  private static SimulatedEngine engine(int at) {
    return new SimulatedEngine(payload(at + 3), payload(at + 4), payload(at + 5))
        .takes(0.1, 0.05 + 0.001 * (at % 50), 0.01)
        .resident(100_000_000)
        .issue(Issue.warning("code", payload(at + 6), payload(at + 7)));
  }

  private static AudioClip clip(int at, String name, String text) {
    return AudioClip.of(Path.of("audio", "clip-" + at + ".wav"), text)
        .withId(name)
        .withSpeaker(payload(at + 8))
        .withDeclaredSeconds(2);
  }

  private static TrialPolicy once() {
    return TrialPolicy.DEFAULT.withCounts(0, 1).withForks(1).withSeed(1);
  }

  /** Every payload is the name of a system; each refused or failed for some of them. */
  private static void systems(Path folder) {
    List<SutSpec> suts = new ArrayList<>();
    for (int i = 0; i < PAYLOADS.size(); i++) {
      suts.add(sut(i));
    }
    SimulatedRun run =
        new SimulatedRun(
            BenchmarkDefinition.builder(payload(0))
                .models(Path.of("models"))
                .workload(
                    new Workload(
                        payload(3),
                        List.of(clip(0, payload(4), "one two three four five")),
                        TranscriptionTask.transcribe("en")))
                .suts(suts)
                .trials(once())
                .build(),
            START);
    for (int i = 0; i < PAYLOADS.size(); i++) {
      SimulatedEngine engine = engine(i).hears((clip, fork) -> "one two three four six");
      if (i % 40 == 7) {
        engine.issue(Issue.error("refused", payload(i + 9), payload(i + 10)));
      } else if (i % 40 == 9) {
        engine.failing(
            new Failure(
                FailureKind.MODEL, "open", payload(i + 11), payload(i + 12), payload(i + 13)));
      }
      run.engine(payload(i), engine);
    }
    run.host("name", payload(14)).host("gpu", payload(15)).store(folder);
  }

  /** Every payload is the name of a clip, what was said, and what was heard. */
  private static void texts(Path folder) {
    List<AudioClip> clips = new ArrayList<>();
    for (int i = 0; i < PAYLOADS.size(); i++) {
      clips.add(clip(i, payload(i), "spoken " + payload(i) + " words"));
    }
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("texts")
            .models(Path.of("models"))
            .workload(
                new Workload(payload(20), clips.subList(0, 100), TranscriptionTask.DEFAULT),
                new Workload(payload(22), clips.subList(100, 200), TranscriptionTask.DEFAULT))
            .suts(List.of(sut(30), sut(31)))
            .trials(once())
            .build();
    SimulatedRun run = new SimulatedRun(definition, START.plusSeconds(3600));
    for (int system = 30; system < 32; system++) {
      int shift = system;
      run.engine(
          payload(system),
          engine(system)
              .hears((clip, fork) -> payload(PAYLOADS.indexOf(clip.id()) + shift) + " words"));
    }
    run.store(folder);
  }

  /** Hosts and benchmarks of hostile names, some of whose files have them too. */
  private static void host(Path folder, int at) throws IOException {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder(payload(40 + at))
            .models(Path.of("models"))
            .workload(
                new Workload(
                    payload(50), List.of(clip(0, "c", "one two three")), TranscriptionTask.DEFAULT))
            .suts(List.of(sut(60)))
            .trials(once())
            .build();
    SimulatedRun run =
        new SimulatedRun(definition, START.plusSeconds(7200 + 60L * at))
            .host("name", payload(70 + at))
            .engine(payload(60), engine(60).hears((clip, fork) -> "one two"));
    for (int i = 0; i < SYSTEMS; i++) {
      run.host(payload(80 + i), payload(90 + i));
    }
    Path file = run.store(folder).resultsFile().orElseThrow();
    Files.move(
        file,
        file.resolveSibling("benchmark-2026110" + at + "-<img src=x onerror=alert(1)>.db.yaml"));
  }
}
