package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.estimate.MetricEstimate;
import io.humhelix.bench.estimate.RunConfigEstimates;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.stats.Interval;
import io.humhelix.bench.store.TrialValues;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunReportTest {

  private static String golden(String name) throws IOException {
    try (InputStream in = RunReportTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static TableView wide() {
    return new TableView(80, true, List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE", "ar-EG-u-nu-arab"})
  void isTheSameInEveryLocale(String tag) throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertEquals(
          golden("every-status.txt"),
          new RunReport(SampleRuns.ofEveryStatus(), Symbols.UNICODE).toString());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void fallsBackToAscii() {
    String text = new RunReport(SampleRuns.ofEveryStatus(), Symbols.ASCII).toString();
    assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(text), text);
    assertTrue(text.contains("latency"), text);
  }

  @Test
  void writesWhatToStringReturns() throws IOException {
    RunReport report = new RunReport(SampleRuns.ofEveryStatus(), Symbols.ASCII);
    StringBuilder out = new StringBuilder();
    report.appendTo(out);
    assertEquals(report.toString(), out.toString());
  }

  /** Two engines with one model on the same audio are two rows, not one mean. */
  @Test
  void eachSystemHasItsOwnMeans() {
    RunResult run = new MadeUpRun(1).system("whisper.cpp", 1).system("onnx", 3).result();
    List<PlainMeans> means = PlainMeans.of(run);
    assertEquals(1, means.stream().map(PlainMeans::key).distinct().count());
    assertEquals(
        List.of("onnx / speech", "whisper.cpp / speech"),
        means.stream().map(PlainMeans::runConfig).sorted().toList());
    String text =
        String.join("\n", PlainMeans.table(means, Symbols.ASCII).fit(TableView.DEFAULT).lines());
    assertTrue(text.contains("whisper.cpp / speech"), text);
  }

  /** pandas: df.groupby(keys)[[...]].mean() over valid trials of 3.0, 3.2 and 3.8 s. */
  @Test
  void plainMeansAreThoseOfTheDashboard() {
    PlainMeans group = PlainMeans.of(SampleRuns.ofEveryStatus()).get(1);
    assertEquals("speech", group.key().audioFile());
    assertEquals(3, group.trials().size());
    double expected = (3.0 + 3.2 + 3.8) / 3;
    assertEquals(expected, group.mean(TrialValues::totalTranscriptionTime), 1e-12);
    assertEquals(expected / 4, group.mean(TrialValues::inferenceTime), 1e-12);
    assertEquals(expected / 20, group.mean(TrialValues::rtf), 1e-12);
  }

  @Test
  void aWorkloadOfOneClipGoesByItsFileName() {
    assertEquals("30s.wav", PlainMeans.of(SampleRuns.ofEveryStatus()).get(0).key().audioFile());
  }

  @Test
  void coldAndInvalidTrialsAreInNoSteadyNumber() {
    RunResult run = SampleRuns.ofEveryStatus();
    var configs = run.runConfigs();
    RunConfigFigures fine = RunConfigFigures.of(configs.get(0));
    assertEquals(2.5, RunConfigFigures.slowestClip(configs.get(0)).orElseThrow());
    MetricEstimate rtf = RunConfigEstimates.of(run.definition(), configs.get(0)).get(0);
    assertEquals(Metrics.RTF, rtf.metric());
    assertEquals(0.16, rtf.estimate().point(), 1e-12);
    assertEquals(99, ShownEstimatesTest.point(run, Metrics.FIRST_CALL_S), 1e-9);
    assertEquals(new ErrorCounts(6, 12, 0, 120), fine.words());
    RunConfigFigures invalid = RunConfigFigures.of(configs.get(2));
    assertEquals(1, invalid.validTrials());
    assertEquals(0.02, RunConfigFigures.slowestClip(configs.get(2)).orElseThrow());
  }

  /** Ten forks and six clips: both have an interval, which is that of the results file. */
  @Test
  void showsTheIntervalsOfSpeedAndErrors() {
    RunResult run = new MadeUpRun(5).errors(clip -> clip).system("x", 2).result();
    List<MetricEstimate> estimates =
        RunConfigEstimates.of(run.definition(), run.runConfigs().get(0));
    String text = new RunReport(run, Symbols.ASCII, wide()).toString();
    String row = text.lines().filter(l -> l.startsWith("x / speech")).findFirst().orElseThrow();
    for (MetricEstimate one : estimates) {
      if (one.metric().equals(Metrics.RTF) || one.metric().equals(Metrics.WER_PERCENT)) {
        Interval interval = one.estimate().interval().orElseThrow();
        boolean rate = one.metric().equals(Metrics.WER_PERCENT);
        String expected =
            rate
                ? NumberText.fixed(interval.low(), 2) + "-" + NumberText.fixed(interval.high(), 2)
                : NumberText.significant(interval.low(), 4)
                    + "-"
                    + NumberText.significant(interval.high(), 4);
        assertTrue(row.contains(" " + expected + " "), expected + " is not in " + row);
        assertTrue(interval.low() < interval.high(), row);
      }
    }
    assertEquals(3, text.lines().limit(6).mapToInt(l -> l.split("95 % interval").length - 1).sum());
  }

  @Test
  void whatAPersonReadsFitsATerminal() {
    RunConfigResult config = ShownEstimatesTest.threeLevels();
    List<Scenario> all =
        List.of(
            Scenario.SINGLE_STREAM,
            new Scenario.Offline(),
            new Scenario.Server(
                1,
                Optional.of(new LatencyLimit(99.9, Duration.ofSeconds(100))),
                Optional.empty(),
                OpenLoop.DEFAULT,
                Extent.ONE_PASS));
    for (Scenario scenario : all) {
      String text =
          new RunReport(SampleRuns.run(scenario, false, List.of(), config), Symbols.ASCII)
              .toString();
      List<String> tooLong =
          text.lines().filter(line -> DisplayText.width(line) > DisplayText.COLUMNS).toList();
      assertEquals(List.of(), tooLong);
    }
  }

  @Test
  void aRunConfigWithoutValidTrialsHasNoNumbers() {
    RunResult run =
        SampleRuns.run(
            false,
            List.of(),
            SampleRuns.result(
                SampleRuns.config("x", SampleRuns.SPEECH),
                TrialStatus.REFUSED,
                List.of(),
                List.of(),
                null));
    String text = new RunReport(run, Symbols.ASCII).toString();
    assertFalse(text.contains("Arithmetic means"), text);
    assertFalse(text.contains("needs 3 forks"), text);
    assertTrue(text.contains("no reason was recorded"), text);
    assertTrue(text.contains("0 of 3 planned trials valid"), text);
  }

  /** A program that tells nothing of its search was shown with one beam. */
  @Test
  void theMeansShowNoBeamsWhereNobodySays() {
    RunConfig asked = SampleRuns.config("x", SampleRuns.SINGLE);
    SutSpec silent = SutSpec.of("x", "command", "some");
    RunConfig plain = new RunConfig(asked.id(), silent, asked.workload());
    for (RunConfig config : List.of(asked, plain)) {
      RunResult run =
          SampleRuns.run(
              false,
              List.of(),
              SampleRuns.result(
                  config,
                  TrialStatus.OK,
                  List.of(
                      SampleRuns.trial(
                          TrialKind.MEASURED,
                          1,
                          TrialStatus.OK,
                          List.of(SampleRuns.clip("30s.wav", 500)),
                          List.of())),
                  List.of(),
                  null));
      String text =
          new RunReport(run, Symbols.ASCII, TableView.WHOLE).toString().replaceAll(" +", " ");
      String beams = config == asked ? "cpu 1" : "cpu";
      assertTrue(text.contains(beams + " 30s.wav 0.500000"), text);
    }
  }

  @Test
  void whatIsLongIsSaidOnce() {
    Issue longer = Issue.error("no-cuda", "x".repeat(100), "Give a library_path to a CUDA build.");
    Issue shorter = Issue.error("model-missing", "it is not there.", "Put it there.");
    String text =
        new RunReport(
                SampleRuns.run(
                    false,
                    List.of(),
                    refused("one", longer, shorter),
                    refused("two", longer, shorter)),
                Symbols.ASCII)
            .toString();
    assertEquals(2, text.replaceAll("\\s", "").split("x{100}", -1).length, text);
    assertTrue(text.contains("\nboth run configs: REFUSED\n  error [no-cuda]"), text);
    assertEquals(2, text.split("it is not there", -1).length, text);
  }

  private static RunConfigResult refused(String name, Issue... issues) {
    return SampleRuns.result(
        SampleRuns.config(name, SampleRuns.SPEECH),
        TrialStatus.REFUSED,
        List.of(),
        List.of(issues),
        null);
  }

  @Test
  void saysWhichClipsHaveNoReference() {
    RunResult run =
        SampleRuns.run(
            false,
            List.of(),
            SampleRuns.result(
                SampleRuns.config("x", SampleRuns.SPEECH),
                TrialStatus.OK,
                List.of(
                    SampleRuns.measured(
                        1,
                        SampleRuns.clip("one.wav", 1000),
                        SampleRuns.clip("two.wav", 1000, Optional.empty()))),
                List.of(),
                null),
            SampleRuns.result(
                SampleRuns.config("y", SampleRuns.SPEECH),
                TrialStatus.OK,
                List.of(
                    SampleRuns.measured(
                        1,
                        SampleRuns.clip(
                            "one.wav", 1000, Optional.of(new ErrorCounts(0, 0, 3, 0))))),
                List.of(),
                null));
    String text = new RunReport(run, Symbols.ASCII).toString();
    assertTrue(text.contains("x / speech: WER and CER are of 1 of 2 calls"), text);
    assertTrue(text.contains("y / speech: no WER: the references have no words"), text);
  }
}
