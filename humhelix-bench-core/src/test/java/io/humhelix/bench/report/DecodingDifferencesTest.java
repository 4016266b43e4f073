package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.AudioClip;
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
    return result(sut, workload, "cpu", options);
  }

  private static RunConfigResult result(
      String sut, Workload workload, String device, Map<String, ?> options) {
    return new RunConfigResult(
        SampleRuns.config(sut, workload),
        TrialStatus.OK,
        Optional.of(new EffectiveSut("engine", "1", device, "CPU", "float32", Options.of(options))),
        "english-1",
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static List<String> lines(RunConfigResult... results) {
    return DecodingDifferences.of(List.of(results)).lines(Symbols.ASCII, TableView.DEFAULT);
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
  void settingsOfGpusAreComparedWhereTheyExist() {
    Map<String, ?> tf32 = Map.of("use_tf32", true, "cudnn_conv_algo_search", "heuristic");
    Map<String, ?> float32 = Map.of("use_tf32", false, "cudnn_conv_algo_search", "heuristic");
    assertEquals(
        List.of(
            "system     TF32",
            "---------  ----",
            "processor  -",
            "card       on",
            "other      off",
            "mute       ?",
            "?: not reported by the engine"),
        lines(
            result("processor", SampleRuns.SPEECH, Map.of()),
            result("card", SampleRuns.SPEECH, "cuda:0", Map.of("use_tf32", true)),
            result("other", SampleRuns.SPEECH, "cuda:0", Map.of("use_tf32", false)),
            result("mute", SampleRuns.SPEECH, "cuda:0", Map.of())));
    assertEquals(
        List.of(
            "system  TF32",
            "------  ----",
            "card    on",
            "other   off",
            "same for all: conv search heuristic"),
        lines(
            result("card", SampleRuns.SPEECH, "cuda:0", tf32),
            result("other", SampleRuns.SPEECH, "cuda:1", float32)));
    assertEquals(
        List.of(),
        lines(
            result("processor", SampleRuns.SPEECH, Map.of()),
            result("card", SampleRuns.SPEECH, "cuda:0", tf32)),
        "one card against a processor: nothing was set otherwise");
  }

  @Test
  void everyRunConfigOfASystemIsLookedAt() {
    assertEquals(
        List.of(
            "system             VAD",
            "-----------------  ---",
            "tiny / 30 seconds  off",
            "tiny / speech      on",
            "other              off",
            "same for all: beam size 1"),
        lines(
            result("tiny", SampleRuns.SINGLE, Map.of("beam_size", 1, "vad_filter", false)),
            result("tiny", SampleRuns.SPEECH, Map.of("beam_size", 1, "vad_filter", true)),
            result("other", SampleRuns.SPEECH, Map.of("beam_size", 1, "vad_filter", false)),
            result("other", SampleRuns.SINGLE, Map.of("beam_size", 1, "vad_filter", false))));
  }

  @Test
  void manyWorkloadsStandBelowTheTable() {
    String long1 = "a workload with a long name";
    String long2 = "another workload with a long name";
    List<String> lines =
        lines(
            result("tiny", named(long1), Map.of("vad_filter", false)),
            result("tiny", named(long2), Map.of("vad_filter", false)),
            result("tiny", SampleRuns.SPEECH, Map.of("vad_filter", true)));
    assertEquals(
        List.of(
            "system         VAD",
            "-------------  ---",
            "tiny [1]       off",
            "tiny / speech  on",
            "[1] a workload with a long name, another workload with a long name"),
        lines);
  }

  private static Workload named(String name) {
    return Workload.of(name, SampleRuns.SPEECH.clips().toArray(AudioClip[]::new));
  }

  @Test
  void aTableThatIsTooWideIsTurned() {
    List<String> lines =
        lines(
            result(
                "one",
                SampleRuns.SPEECH,
                Map.of(
                    "beam_size",
                    1,
                    "vad_filter",
                    false,
                    "temperatures",
                    "0, 0.2, 0.4, 0.6, 0.8, 1",
                    "timestamps_decoded",
                    "for long audio and word times",
                    "threads",
                    2)),
            result("mute", SampleRuns.SPEECH, Map.of()));
    assertEquals("setting       one                            mute", lines.get(0));
    assertTrue(lines.stream().allMatch(line -> line.length() <= 80), lines.toString());
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
