package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.result.ClipResult;
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
      clips.add(MadeUpTrials.scoredBy(normalizer, SampleRuns.clip("c" + clips.size(), 1000)));
    }
    TrialResult trial = SampleRuns.measured(1, clips.toArray(ClipResult[]::new));
    return new RunConfigResult(
        SampleRuns.config(system, SampleRuns.SPEECH),
        TrialStatus.OK,
        Optional.empty(),
        String.join(", ", normalizers),
        List.of(trial),
        List.of(),
        Optional.empty());
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
  void theReportSaysOnceWhatPublishedRatesDoNotCompareWith() {
    String kept = "multilingual: keeps vowel signs and other marks";
    assertEquals(1, lines(config("a", "multilingual-1"), kept));
    assertEquals(0, lines(config("a", "basic-1"), kept));
  }

  private static long lines(RunConfigResult config, String begin) {
    RunReport report = new RunReport(SampleRuns.run(false, List.of(), config), Symbols.ASCII);
    return report.toString().lines().filter(line -> line.startsWith(begin)).count();
  }
}
