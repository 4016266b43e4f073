package io.humhelix.bench.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.FailedClip;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ManifestExportTest {

  private static RunResult with(
      UnaryOperator<TrialResult> trials, Function<AudioClip, AudioClip> clips) {
    RunResult run =
        new MadeUpRun(1).forks(1).trials(1).clips(2).language("en").system("a", 1).result();
    List<RunConfigResult> configs =
        run.runConfigs().stream()
            .map(
                config -> {
                  Workload workload = config.runConfig().workload();
                  return new RunConfigResult(
                      new RunConfig(
                          config.runConfig().id(),
                          config.runConfig().sut(),
                          new Workload(
                              workload.name(),
                              workload.clips().stream().map(clips).toList(),
                              workload.task())),
                      config.status(),
                      config.effective(),
                      config.normalizer(),
                      config.trials().stream().map(trials).toList(),
                      config.issues(),
                      config.failure());
                })
            .toList();
    return run.withRunConfigs(configs);
  }

  /** The call of a clip failed; its clips are what is left. */
  private static TrialResult failed(TrialResult trial, ClipResult clip, List<ClipResult> left) {
    CallSeries calls =
        CallSeries.builder(List.of(clip.clipId()), new double[] {clip.audioSeconds()}, 1)
            .add(0, 0, 0, 0, 0, 0, 1, 0, -1)
            .build();
    return MadeUpTrials.trial(
            trial.runConfigId(),
            trial.kind(),
            trial.fork(),
            trial.trial(),
            trial.status(),
            trial.startedAt(),
            trial.wallNanos(),
            trial.loadNanos(),
            left,
            trial.metrics(),
            trial.issues(),
            trial.failure())
        .withFailedCalls(
            new FailedCalls(
                calls,
                List.of(FailureKind.SUT_ERROR),
                List.of(new Failure(FailureKind.SUT_ERROR, "transcribe", "it failed.", "", "")),
                List.of(new FailedClip(clip.clipId(), clip.score().orElseThrow())),
                false));
  }

  private static String text(RunResult run, List<String> notes) throws Exception {
    StringBuilder text = new StringBuilder();
    notes.addAll(ManifestExport.of(List.of(run)).get(0).write(text));
    return text.toString();
  }

  @Test
  void aClipThatWasNeverAnsweredHasAnEmptyTextAndNoTime() throws Exception {
    List<String> notes = new ArrayList<>();
    RunResult run =
        with(t -> failed(t, t.clips().get(1), t.clips().subList(0, 1)), Function.identity());
    List<String> lines = text(run, notes).lines().toList();
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).contains("\"time\":"), lines.get(0));
    assertEquals(
        "{\"audio_filepath\":\"c1.wav\",\"duration\":10.0,\"time\":null,\"text\":\"a reference\","
            + "\"pred_text\":\"\",\"lang\":\"en\",\"fork\":1,\"trial\":1}",
        lines.get(1));
  }

  @Test
  void aClipThatFailedNowAndThenIsToldOf() throws Exception {
    List<String> notes = new ArrayList<>();
    RunResult run = with(t -> failed(t, t.clips().get(1), t.clips()), Function.identity());
    assertEquals(2, text(run, notes).lines().count());
    assertEquals(1, notes.size());
    assertTrue(notes.get(0).contains("clips that were also answered"), notes.toString());
  }

  @Test
  void clipsWithoutReferenceAreLeftOutAloud() throws Exception {
    List<String> notes = new ArrayList<>();
    RunResult run = with(UnaryOperator.identity(), c -> c.id().equals("c0.wav") ? without(c) : c);
    assertEquals(1, text(run, notes).lines().count());
    assertEquals(List.of("'a / speech': 1 of 2 texts have no reference and are left out."), notes);
    notes.clear();
    text(with(UnaryOperator.identity(), Function.identity()), notes);
    assertEquals(List.of(), notes);
  }

  @Test
  void withoutAnyReferenceThereIsNoManifest() {
    RunResult run = with(UnaryOperator.identity(), ManifestExportTest::without);
    String message =
        assertThrows(ExportException.class, () -> ManifestExport.of(List.of(run))).getMessage();
    assertTrue(message.startsWith("found no valid trial of a clip with a reference"), message);
  }

  private static AudioClip without(AudioClip clip) {
    return new AudioClip(
        clip.id(),
        clip.audio(),
        Optional.empty(),
        clip.speaker(),
        clip.language(),
        clip.offsetSeconds(),
        clip.declaredSeconds());
  }
}
