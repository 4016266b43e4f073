package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.Dashboard;
import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.TrialValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** hum-helix's dashboard shows the means of our table, of trials that count alone. */
class DashboardMeansTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"single-stream", "matrix", "pair-old", "failed", "resumed"})
  void areThoseOfOurTable(String name) throws Exception {
    RunResult run = RunReader.read(GoldenRuns.copy(name, folder));
    Map<String, List<Double>> theirs = Dashboard.means(folder);
    Map<String, List<TrialValues>> ours = new TreeMap<>();
    String report = new RunReport(run, Symbols.ASCII, TableView.WHOLE).toString();
    for (PlainMeans means : PlainMeans.of(run)) {
      TrialValues key = means.trials().get(0);
      String text =
          String.join("|", key.model(), key.device(), "" + key.beamSize(), key.audioFile());
      ours.computeIfAbsent(text, any -> new ArrayList<>()).addAll(means.trials());
      String rtf = NumberText.significant(means.mean(TrialValues::rtf), 6);
      assertTrue(report.contains(" " + rtf + " "), report);
    }
    assertEquals(ours.keySet().size(), theirs.size());
    ours.forEach(
        (key, trials) -> {
          same(trials, TrialValues::totalTranscriptionTime, theirs.get(key).get(0));
          same(trials, TrialValues::inferenceTime, theirs.get(key).get(1));
          same(trials, TrialValues::transcriptionTime, theirs.get(key).get(2));
          same(trials, TrialValues::rtf, theirs.get(key).get(3));
        });
  }

  private static void same(
      List<TrialValues> trials, ToDoubleFunction<TrialValues> value, double mean) {
    double ours = trials.stream().mapToDouble(value).average().orElseThrow();
    assertEquals(ours, mean, 1e-12 * Math.max(1, ours));
  }
}
