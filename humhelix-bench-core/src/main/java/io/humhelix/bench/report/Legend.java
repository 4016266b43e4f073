package io.humhelix.bench.report;

import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.stats.BlockJackknife;
import io.humhelix.bench.stats.ErrorRate;
import io.humhelix.bench.stats.ForkedSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the columns of a table mean, a line each. */
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

  /** What both main tables have: which numbers are estimates, and what an interval tells. */
  Legend estimates(String columns, String deciding) {
    add(
        columns
            + ": geometric mean of the forks' medians, without trials left out as warm-up (see the notes).");
    add(
        "95 % interval: of the number to its left. "
            + deciding
            + ": from "
            + ForkedSample.MINIMUM_FORKS
            + " forks on (Student's t; wider on the slow side, because a few forks may include no"
            + " slow one). WER: from "
            + BlockJackknife.MINIMUM_BLOCKS
            + " speakers or recordings on (jackknife), for other clips of this kind; \"at most\""
            + " where fewer than "
            + ErrorRate.ERRING_BLOCKS
            + " of them have errors, if errors were independent.");
    return this;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
