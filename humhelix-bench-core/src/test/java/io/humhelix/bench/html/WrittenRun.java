package io.humhelix.bench.html;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.accuracy.LanguageScorer;
import io.humhelix.bench.accuracy.TextLanguage;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FileFingerprint;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.RunHeader;
import io.humhelix.bench.store.RunWriter;
import io.humhelix.bench.store.TrialContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** A stored run of given clips and texts, with the hashes of the audio that is there. */
final class WrittenRun {

  private static final int TRIALS = 3;
  private static final LanguageScorer SCORER = new LanguageScorer(Optional.empty());

  private final TranscriptionTask task;
  private final List<AudioClip> clips;
  private final List<RunConfigResult> configs = new ArrayList<>();

  WrittenRun(String language, AudioClip... clips) {
    this.task = TranscriptionTask.transcribe(language);
    this.clips = List.of(clips);
  }

  private Workload workload() {
    return new Workload("speech", clips, task);
  }

  /** Adds a system that writes a text, by the clip's number and the trial's. */
  WrittenRun system(String name, BiFunction<Integer, Integer, String> texts) {
    return system(
        name, TrialStatus.OK, (clip, trial) -> Transcript.ofText(texts.apply(clip, trial)));
  }

  WrittenRun system(
      String name, TrialStatus status, BiFunction<Integer, Integer, Transcript> texts) {
    RunConfig config =
        new RunConfig(
            HexFormat.of().toHexDigits(name.hashCode()) + "0123",
            SutSpec.of(name, "fake", "model"),
            workload());
    List<TrialResult> trials = new ArrayList<>();
    for (int i = 1; status != TrialStatus.REFUSED && i <= TRIALS; i++) {
      trials.add(trial(config, status, i, texts));
    }
    configs.add(
        new RunConfigResult(
            config,
            status,
            Optional.of(
                new EffectiveSut(
                    "fake",
                    "1",
                    "cpu",
                    "none",
                    "float32",
                    io.humhelix.bench.model.Options.empty())),
            "by language",
            trials,
            List.of(),
            Optional.empty()));
    return this;
  }

  private TrialResult trial(
      RunConfig config,
      TrialStatus status,
      int number,
      BiFunction<Integer, Integer, Transcript> of) {
    List<ClipResult> results = new ArrayList<>();
    for (int i = 0; i < clips.size(); i++) {
      Transcript text = of.apply(i, number);
      AudioClip clip = clips.get(i);
      results.add(
          MadeUpTrials.clip(
              clip.id(),
              i,
              3,
              i * 1_000_000L,
              1_000_000,
              0,
              OptionalLong.empty(),
              text,
              clip.reference()
                  .map(
                      said ->
                          SCORER
                              .of(TextLanguage.of(task.of(clip), text.language()))
                              .score(said, text.text()))));
    }
    return MadeUpTrials.trial(
        config.id(),
        TrialKind.MEASURED,
        1,
        number,
        status,
        Instant.EPOCH,
        clips.size() * 1_000_000L,
        1,
        results,
        List.of(),
        List.of(),
        Optional.empty());
  }

  RunResult result() throws Exception {
    List<Provenance.AudioFingerprint> audio = new ArrayList<>();
    for (AudioClip clip : clips) {
      byte[] bytes = Files.exists(clip.audio()) ? Files.readAllBytes(clip.audio()) : new byte[1];
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      audio.add(
          new Provenance.AudioFingerprint(
              "speech",
              clip.id(),
              new FileFingerprint(clip.audio().getFileName().toString(), bytes.length, hash),
              3,
              hash,
              "none"));
    }
    return new RunResult(
        "0123456789abcdef0123456789abcdef",
        BenchmarkDefinition.builder("written")
            .workload(workload())
            .suts(configs.stream().map(one -> one.runConfig().sut()).toList())
            .build(),
        new Provenance("1", Map.of("name", "bench"), Map.of("name", "vm"), 1, List.of(), audio),
        Instant.parse("2026-11-02T21:14:05Z"),
        Duration.ofSeconds(1),
        false,
        configs,
        List.of(),
        Optional.empty(),
        List.of());
  }

  Path store(Path folder) throws Exception {
    RunResult run = result();
    RunHeader header =
        new RunHeader(run.runId(), run.startedAt(), run.definition(), run.provenance());
    try (RunWriter writer = RunWriter.create(folder, header)) {
      for (RunConfigResult config : configs) {
        TrialContext context =
            new TrialContext(config.runConfig(), config.effective(), config.normalizer());
        for (TrialResult trial : config.trials()) {
          writer.append(context, trial);
        }
        writer.appendRunConfig(config, List.of());
      }
      writer.appendEnd(run);
      return writer.file();
    }
  }
}
