package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NormalizerTextTest {

  /** A clip for each normaliser. */
  private static RunConfigResult config(String system, String... normalizers) {
    List<ClipResult> clips = new ArrayList<>();
    for (String normalizer : normalizers) {
      ClipResult clip = SampleRuns.clip("c" + clips.size(), 1000);
      ClipScore score = clip.score().orElseThrow();
      clips.add(
          new ClipResult(
              clip.call(),
              clip.transcript(),
              Optional.of(
                  new ClipScore(
                      normalizer,
                      score.reference(),
                      score.hypothesis(),
                      score.alignment(),
                      score.words(),
                      score.characters()))));
    }
    TrialResult trial = SampleRuns.measured(1, clips.toArray(ClipResult[]::new));
    return SampleRuns.result(
        SampleRuns.config(system, SampleRuns.SPEECH),
        TrialStatus.OK,
        List.of(trial),
        List.of(),
        null);
  }

  @Test
  void saysWhereSystemsWereScoredInDifferentWays() {
    assertEquals(
        List.of(
            "workload 'speech': texts of one clip were normalised in different ways (a:",
            "  english-1; b: basic-1), so error rates do not compare. Set the workload's",
            "  language, or accuracy.normalizer."),
        NormalizerText.lines(List.of(config("a", "english-1"), config("b", "basic-1"))));
  }

  @Test
  void clipsOfSeveralLanguagesHaveTheirOwn() {
    assertEquals(
        List.of(),
        NormalizerText.lines(
            List.of(config("a", "english-1", "basic-1"), config("b", "english-1", "basic-1"))));
  }

  @Test
  void saysWhatPublishedRatesDoNotCompareWith() {
    assertEquals(
        List.of(
            "normalizer multilingual keeps vowel marks, which Whisper's basic drops: its",
            "  error rates do not compare with published ones by basic."),
        NormalizerText.lines(List.of(config("a", "multilingual-1"))));
  }
}
