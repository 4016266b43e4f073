package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an engine says of a call is in the results, wherever it runs, and in their file. */
class SaidByEnginesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Isolation.class)
  void textPhasesAndCountsArriveWhole(Isolation isolation) throws Exception {
    Path audio = TestClips.wav(folder.resolve("c.wav"), 0.5, 0.5);
    RunResult run =
        Harness.builder()
            .output(folder.resolve("out"))
            .run(
                BenchmarkDefinition.builder("said")
                    .workload(
                        new Workload(
                            "one",
                            List.of(AudioClip.of(audio, "hello world")),
                            TranscriptionTask.DEFAULT))
                    .sut(SutSpec.of("a", "account", "model"))
                    .isolation(isolation)
                    .trials(TrialPolicy.DEFAULT.withCounts(0, 1).withForks(1))
                    .build());

    TrialResult trial = run.runConfigs().get(0).validTrials().get(0);
    ClipResult clip = trial.clips().get(0);
    assertEquals("Hello world.", clip.text());
    assertEquals(AccountProvider.TRANSCRIPT.segments(), clip.segments());
    assertEquals(AccountProvider.TRANSCRIPT.phases(), clip.phases());
    assertEquals(Optional.of(0.0), trial.metric(Metrics.WER_PERCENT), "blanks part its words");
    assertEquals(Optional.of(40 / 0.002), trial.metric(Metrics.DECODE_TOKENS_PER_S));

    List<TrialResult> stored =
        RunReader.read(run.resultsFile().orElseThrow()).runConfigs().get(0).trials();
    assertEquals(trial.clips(), stored.get(stored.size() - 1).clips());
  }
}
