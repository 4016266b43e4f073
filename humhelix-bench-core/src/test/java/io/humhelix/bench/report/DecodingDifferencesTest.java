package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecodingDifferencesTest {

  private static RunConfigResult result(String sut, Workload workload, Map<String, ?> options) {
    return new RunConfigResult(
        SampleRuns.config(sut, workload),
        TrialStatus.OK,
        Optional.of(new EffectiveSut("engine", "1", "cpu", "CPU", "float32", Options.of(options))),
        "english-1",
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static List<String> lines(RunConfigResult... results) {
    return DecodingDifferences.of(List.of(results)).lines(Symbols.ASCII);
  }

  @Test
  void whatDiffersIsAColumnAndWhatDoesNotIsALine() {
    List<String> lines =
        lines(
            result("one", SampleRuns.SPEECH, Map.of("beam_size", 1, "vad_filter", false)),
            result("one", SampleRuns.SINGLE, Map.of("beam_size", 1, "vad_filter", false)),
            result("two", SampleRuns.SPEECH, Map.of("beam_size", 5, "vad_filter", false)));
    assertEquals(
        List.of(
            "system  beam size",
            "------  ---------",
            "one     1",
            "two     5",
            "same for all: VAD off"),
        lines);
  }

  @Test
  void whatAnEngineDoesNotTellIsADifference() {
    List<String> lines =
        lines(
            result("one", SampleRuns.SPEECH, Map.of("threads", 2)),
            result("mute", SampleRuns.SPEECH, Map.of("url", "https://example.org")));
    assertEquals(
        List.of(
            "system  threads",
            "------  -------",
            "one     2",
            "mute    ?",
            "?: not reported by the engine"),
        lines);
  }

  @Test
  void nothingIsSaidWithoutADifference() {
    RunConfigResult one = result("one", SampleRuns.SPEECH, Map.of("beam_size", 1));
    assertTrue(lines(one).isEmpty());
    assertTrue(
        lines(one, result("two", SampleRuns.SPEECH, Map.of("beam_size", 1, "other", "x")))
            .isEmpty());
    assertTrue(lines(result("mute", SampleRuns.SPEECH, Map.of())).isEmpty());
  }

  @Test
  void theReportHasIt() {
    String text =
        new RunReport(
                SampleRuns.run(
                    false,
                    List.of(),
                    result("one", SampleRuns.SPEECH, Map.of("threads", 2)),
                    result("two", SampleRuns.SPEECH, Map.of("threads", 4))),
                Symbols.ASCII)
            .toString();
    assertTrue(text.contains("\nDifferent decoding settings\nsystem  threads\n"), text);
  }
}
