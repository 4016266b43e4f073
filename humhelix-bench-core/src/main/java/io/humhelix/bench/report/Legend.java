package io.humhelix.bench.report;

import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a reader of a table must know, a line each. */
final class Legend {

  private final List<String> lines = new ArrayList<>();

  /** Explains one column, or several. */
  Legend add(String text) {
    lines.addAll(DisplayText.wrap(text, "  "));
    return this;
  }

  /** What some texts need: other units, no rate, another normaliser than in publications. */
  Legend errorRates(RunResult run, Map<RunConfigResult, EstimateText> estimates) {
    if (EstimateText.charactersDecide(estimates.values())) {
      add(
          "No WER where the writing does not separate words: there characters decide, and their"
              + " errors are counted.");
    }
    boolean madeUp =
        run.runConfigs().stream()
            .map(RunConfigFigures::of)
            .anyMatch(f -> !f.words().hasRate() && f.words().insertions() > 0);
    if (madeUp) {
      add(
          "Errors without a rate: the references are empty, so every word is made up. Any gate is"
              + " missed.");
    }
    if (run.runConfigs().stream().anyMatch(Legend::keepsMarks)) {
      add(
          "multilingual: keeps vowel signs and other marks, which Whisper's normalizers drop: not"
              + " comparable with published rates by those.");
    }
    return this;
  }

  private static boolean keepsMarks(RunConfigResult config) {
    return RunConfigFigures.of(config).scoredClips() > 0
        && config.normalizer().contains("multilingual");
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
