package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.TimeLeft;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.RemeasuredBaseline;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final TrialPolicy POLICY = TrialPolicy.DEFAULT.withCounts(1, 5);
  private static final BenchmarkDefinition DEFINITION =
      BenchmarkDefinition.builder("progress")
          .workload(config("tiny").workload())
          .sut(config("tiny").sut())
          .trials(POLICY)
          .build();

  private final StringWriter written = new StringWriter();
  private final PrintWriter err = new PrintWriter(written);
  private final AtomicLong now = new AtomicLong();
  private int columns = 80;
  private final RunConfig config = config("tiny");

  private static RunConfig config(String name) {
    return new RunConfig(
        HexFormat.of().toHexDigits(name.hashCode()) + "0123",
        SutSpec.of(name, "fake", "tiny.en"),
        Workload.of("speech", AudioClip.of(Path.of("a.wav"))));
  }

  private static TrialResult trial(TrialStatus status, int number) {
    ClipResult clip =
        MadeUpTrials.clip(
            "a.wav",
            0,
            10,
            0,
            0,
            1_234_000_000,
            OptionalLong.empty(),
            Transcript.ofText(""),
            Optional.empty());
    boolean ok = status == TrialStatus.OK;
    return MadeUpTrials.trial(
        "0123456789ab",
        TrialKind.MEASURED,
        1,
        number,
        status,
        Instant.EPOCH,
        1,
        1,
        ok ? List.of(clip) : List.of(),
        List.of(),
        List.of(),
        ok
            ? Optional.empty()
            : Optional.of(
                new Failure(FailureKind.TIMEOUT, "transcribe", "took\ntoo long", "", "")));
  }

  private static RunConfigResult refused(RunConfig config, String why) {
    return new RunConfigResult(
        config,
        TrialStatus.REFUSED,
        Optional.empty(),
        "english-1",
        List.of(),
        List.of(Issue.error("device-missing", why, "Use cpu.")),
        Optional.empty());
  }

  private RunConfigResult ok(RunConfig runConfig) {
    TrialResult plain = trial(TrialStatus.OK, 1);
    TrialResult scored =
        plain.withMetrics(
            List.of(
                new Measurement(Metrics.RTF, 0.02), new Measurement(Metrics.WER_PERCENT, 6.25)));
    return new RunConfigResult(
        runConfig,
        TrialStatus.OK,
        Optional.empty(),
        "english-1",
        List.of(scored),
        List.of(),
        Optional.empty());
  }

  private static RunEvents.Progressed progressed(long done, long elapsed, long left) {
    return progressed(done, elapsed, left, false);
  }

  private static RunEvents.Progressed progressed(
      long done, long elapsed, long left, boolean atMost) {
    Duration all = Duration.ofSeconds(left);
    return new RunEvents.Progressed(
        done,
        8,
        Duration.ofSeconds(elapsed),
        Optional.of(new TimeLeft(all, Duration.ZERO, Duration.ZERO, Duration.ZERO, atMost)));
  }

  /** What a terminal shows: everything after the last return to the line's beginning. */
  private String shown() {
    err.flush();
    String all = written.toString();
    return all.substring(all.lastIndexOf('\r') + 1).stripTrailing();
  }

  private TerminalProgress terminal() {
    return new TerminalProgress(err, now::get, () -> columns, DEFINITION, Symbols.ASCII);
  }

  private PlainProgress plain() {
    return new PlainProgress(err, now::get, DEFINITION);
  }

  private String lines() {
    return written.toString().replace(System.lineSeparator(), "\n");
  }

  private void pass(long seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void rewritesOneLineOnATerminal() {
    TerminalProgress progress = terminal();
    progress.forkStarted(new RunEvents.ForkStarted(config, 1, 3));
    assertEquals("tiny / speech: fork 1/3, loading the model, 0 s", shown());
    progress.progressed(progressed(2, 4, 12));
    progress.trialStarted(new RunEvents.TrialStarted(config, TrialKind.MEASURED, 1, 1));
    assertEquals("[25 %] tiny / speech: fork 1/3, trial 1/5, 4 s, about 12 s left", shown());
    assertFalse(written.toString().contains("\n"));
  }

  /** What follows the first call in its pass was called warm-up where none was asked for. */
  @Test
  void theFirstPassIsNoWarmUp() {
    TrialPolicy none = TrialPolicy.DEFAULT.withCounts(0, 3);
    assertEquals("first call", TrialText.of(TrialKind.WARM_UP, 1, none));
    assertEquals("warm-up 1", TrialText.of(TrialKind.WARM_UP, 1, TrialPolicy.DEFAULT));
  }

  @Test
  void timeGoesOnBetweenEvents() {
    TerminalProgress progress = terminal();
    progress.trialStarted(new RunEvents.TrialStarted(config, TrialKind.WARM_UP, 1, 1));
    progress.progressed(progressed(2, 58, 65));
    pass(5);
    progress.draw();
    assertEquals("[51 %] tiny / speech: warm-up 1, 1:03 min, about 1:00 min left", shown());
  }

  @Test
  void whatIsOverdueIsNeverAboutToEnd() {
    TerminalProgress progress = terminal();
    progress.trialStarted(new RunEvents.TrialStarted(config, TrialKind.MEASURED, 1, 1));
    progress.progressed(progressed(2, 58, 65));
    pass(100);
    progress.draw();
    assertEquals(
        "[88 %] tiny / speech: trial 1/5 for 1:40 min, 2:38 min, about 20 s left", shown());
    pass(100);
    progress.draw();
    assertTrue(shown().endsWith("about 40 s left"), shown());
    assertTrue(shown().startsWith("[88 %]"), "it never falls: " + shown());
  }

  @Test
  void theLastSecondIsOne() {
    TerminalProgress progress = terminal();
    progress.trialStarted(new RunEvents.TrialStarted(config, TrialKind.MEASURED, 1, 5));
    progress.progressed(progressed(8, 58, 0));
    assertTrue(shown().endsWith("about 1 s left"), shown());
  }

  @Test
  void wherePrecisionDecidesItIsAMost() {
    TerminalProgress progress = terminal();
    progress.trialStarted(new RunEvents.TrialStarted(config, TrialKind.MEASURED, 1, 1));
    progress.progressed(progressed(2, 58, 65, true));
    assertTrue(shown().endsWith("at most about 1:05 min left"), shown());
  }

  @Test
  void saysWhatASilenceIs() {
    TerminalProgress progress = terminal();
    progress.coolingDown(new RunEvents.CoolingDown(config, 2, Duration.ofMinutes(2)));
    assertEquals(
        "tiny / speech: fork 2, waiting for a calm machine, at most 2:00 min, 0 s", shown());
    progress.forkStarted(new RunEvents.ForkStarted(config, 2, 3));
    pass(9);
    progress.draw();
    assertEquals("tiny / speech: fork 2/3, loading the model, 9 s", shown());
    pass(61);
    progress.draw();
    assertEquals("tiny / speech: fork 2/3, loading the model for 1:10 min, 1:10 min", shown());
    progress.trialStarted(new RunEvents.TrialStarted(config, TrialKind.FIRST_CALL, 2, 1));
    pass(30);
    progress.draw();
    assertEquals("tiny / speech: fork 2/3, first call for 30 s, 1:40 min", shown());
    progress.trialStarted(new RunEvents.TrialStarted(config, TrialKind.SEARCH, 2, 4));
    assertEquals("tiny / speech: fork 2/3, search trial 4, 1:40 min", shown());
  }

  @Test
  void theRestOfTheFirstPassIsNoWarmUpOfTheDefinition() {
    TerminalProgress progress = terminal();
    RunConfig two =
        new RunConfig(
            "0123456789ab",
            SutSpec.of("tiny", "fake", "tiny.en"),
            Workload.of("speech", AudioClip.of(Path.of("a.wav")), AudioClip.of(Path.of("b.wav"))));
    progress.trialStarted(new RunEvents.TrialStarted(two, TrialKind.WARM_UP, 1, 1));
    assertEquals("tiny / speech: first pass, 0 s", shown());
    progress.trialStarted(new RunEvents.TrialStarted(two, TrialKind.WARM_UP, 1, 2));
    assertEquals("tiny / speech: warm-up 2, 0 s", shown());
  }

  @Test
  void aShorterLineLeavesNothingOfALongerOne() {
    TerminalProgress progress = terminal();
    RunConfig longer = config("a system with a long name");
    progress.trialStarted(new RunEvents.TrialStarted(longer, TrialKind.FIRST_CALL, 1, 1));
    int width = shown().length();
    progress.trialStarted(new RunEvents.TrialStarted(config, TrialKind.FIRST_CALL, 1, 1));
    err.flush();
    String all = written.toString();
    assertEquals(width, all.length() - all.lastIndexOf('\r') - 1);
  }

  @Test
  void keepsWithinANarrowTerminal() {
    TerminalProgress progress = terminal();
    RunConfig wide = config("日本語".repeat(40));
    progress.progressed(progressed(2, 4000, 4000));
    progress.trialStarted(new RunEvents.TrialStarted(wide, TrialKind.MEASURED, 1, 3));
    assertTrue(DisplayText.width(shown()) <= 79, shown());
    assertTrue(shown().contains("trial 3/5"), shown());
    for (int width : new int[] {40, 60, 120, 200}) {
      columns = width;
      progress.draw();
      assertTrue(DisplayText.width(shown()) < width, shown());
    }
    assertTrue(shown().contains("\u65e5\u672c\u8a9e".repeat(20)), "room is used: " + shown());
  }

  @Test
  void whatEndedKeepsALineOfItsOwn() {
    columns = 60;
    TerminalProgress progress = terminal();
    progress.runConfigFinished(
        new RunEvents.RunConfigFinished(
            refused(config, "there is no device cuda:7, only cuda:0 (NVIDIA L4).")));
    progress.trialStarted(new RunEvents.TrialStarted(config, TrialKind.MEASURED, 1, 1));
    progress.runConfigFinished(new RunEvents.RunConfigFinished(ok(config("base"))));
    String kept = lines().replaceAll("[^\n]*\r", "");
    assertEquals(
        """
        tiny / speech: REFUSED: [device-missing] there is no device
          cuda:7, only cuda:0 (NVIDIA L4).
        base / speech: OK, RTFx 50.0, WER 6.25 %
        tiny / speech: trial 1/5, 0 s""",
        kept);
  }

  @Test
  void aReasonIsToldOnce() {
    PlainProgress progress = plain();
    for (String name : List.of("a", "b", "c")) {
      RunConfig one = config(name);
      progress.runConfigFinished(
          new RunEvents.RunConfigFinished(refused(one, "sut '" + name + "': no CUDA here.")));
    }
    progress.runConfigFinished(new RunEvents.RunConfigFinished(refused(config("d"), "no model.")));
    progress.runConfigFinished(
        new RunEvents.RunConfigFinished(refused(config("e"), "sut 'e': no CUDA here.")));
    progress.close();
    assertEquals(
        """
        a / speech: REFUSED: [device-missing] sut 'a': no CUDA here.
        same reason: 2 more: b / speech; c / speech
        d / speech: REFUSED: [device-missing] no model.
        same reason: 1 more: e / speech
        """,
        lines());
  }

  @Test
  void closingLeavesAnEmptyLine() {
    TerminalProgress progress = terminal();
    progress.trialStarted(new RunEvents.TrialStarted(config, TrialKind.FIRST_CALL, 1, 1));
    progress.close();
    assertEquals("", shown());
    int length = written.toString().length();
    progress.draw();
    progress.close();
    progress.runConfigFinished(new RunEvents.RunConfigFinished(refused(config, "no.")));
    assertEquals(length, written.toString().length());
  }

  @Test
  void aPipeGetsFewLinesWithoutControlCharacters() {
    PlainProgress progress = plain();
    List<RunConfig> all = List.of(config("a"), config("b"), config("c"), config("d"));
    progress.runStarted(new RunEvents.RunStarted("1", all, 1, Optional.of(Path.of("o.db.yaml"))));
    int trials = 10_000;
    for (int i = 0; i < trials; i++) {
      RunConfig one = all.get(4 * i / trials);
      if (i % 2500 == 0) {
        progress.forkStarted(new RunEvents.ForkStarted(one, 1, 1));
      }
      progress.trialStarted(new RunEvents.TrialStarted(one, TrialKind.MEASURED, 1, 1));
      now.addAndGet(30_000_000);
      TrialStatus status = i < 9000 ? TrialStatus.OK : TrialStatus.TIMEOUT;
      progress.trialFinished(new RunEvents.TrialFinished(one, trial(status, 1)));
      long seconds = (i + 1) * 3 / 100;
      progress.progressed(progressed(8L * i / trials, seconds, 300 - seconds));
      if (i % 2500 == 2499) {
        progress.runConfigFinished(new RunEvents.RunConfigFinished(ok(one)));
      }
    }
    progress.close();
    assertEquals(
        """
        results go to o.db.yaml
        1:00 min, 20 %: a / speech, trial 1/5; about 4:00 min left
        a / speech: OK, RTFx 50.0, WER 6.25 %
        2:00 min, 40 %: b / speech, trial 1/5; about 3:00 min left
        b / speech: OK, RTFx 50.0, WER 6.25 %
        3:00 min, 60 %: c / speech, trial 1/5; about 2:00 min left
        c / speech: OK, RTFx 50.0, WER 6.25 %
        4:00 min, 80 %: d / speech, trial 1/5; about 1:00 min left
        d / speech: fork 1 TIMEOUT: TIMEOUT: took too long
        5:00 min, 99 %: d / speech, trial 1/5; about 1 s left
        d / speech: OK, RTFx 50.0, WER 6.25 %
        """,
        lines());
  }

  @Test
  void aPipeHearsOfALongSilence() {
    PlainProgress progress = plain();
    progress.runStarted(new RunEvents.RunStarted("1", List.of(config), 1, Optional.empty()));
    progress.tick();
    pass(100);
    progress.tick();
    assertEquals("", lines(), "nothing is known yet");
    progress.forkStarted(new RunEvents.ForkStarted(config, 1, 3));
    for (int second = 0; second < 130; second++) {
      pass(1);
      progress.tick();
    }
    assertEquals(
        """
        1:40 min: tiny / speech, fork 1/3, loading the model
        2:40 min: tiny / speech, fork 1/3, loading the model for 1:00 min
        3:40 min: tiny / speech, fork 1/3, loading the model for 2:00 min
        """,
        lines());
  }

  /** The first reason, since the others have hours to come. */
  @Test
  void aFailureIsToldAtOnceAndOnce() {
    PlainProgress progress = plain();
    progress.trialFinished(new RunEvents.TrialFinished(config, trial(TrialStatus.TIMEOUT, 1)));
    progress.trialFinished(new RunEvents.TrialFinished(config, trial(TrialStatus.TIMEOUT, 2)));
    progress.trialFinished(
        new RunEvents.TrialFinished(
            config("b"), trial(TrialStatus.TIMEOUT, 2).withKind(TrialKind.SEARCH)));
    ForkResult fork =
        new ForkResult(
            "0123456789ac",
            1,
            TrialStatus.FAILED,
            true,
            Instant.EPOCH,
            0,
            0,
            0,
            List.of(),
            Optional.of(new Failure(FailureKind.MODEL, "open", "damaged.", "", "")),
            List.of());
    RunConfig other = new RunConfig("0123456789ac", config.sut(), config.workload());
    progress.forkFinished(new RunEvents.ForkFinished(other, fork));
    progress.forkFinished(new RunEvents.ForkFinished(other, fork));
    progress.runConfigFinished(
        new RunEvents.RunConfigFinished(
            new RunConfigResult(
                other,
                TrialStatus.FAILED,
                Optional.empty(),
                "english-1",
                List.of(),
                List.of(),
                fork.failure())));
    assertEquals(
        """
        tiny / speech: fork 1 TIMEOUT: TIMEOUT: took too long
        tiny / speech: fork 1 FAILED: MODEL: damaged.
        tiny / speech: FAILED
        """,
        lines());
  }

  @Test
  void whatIsMeasuredAgainIsToldAndOtherIssuesAreNot() {
    RemeasuredBaseline baseline =
        new RemeasuredBaseline(
            "1", List.of(), List.of(new RemeasuredBaseline.Left("a / b", true, "no engine.")));
    List<Issue> issues = new ArrayList<>(baseline.notes());
    issues.add(Issue.warning("noisy", "other", ""));
    for (Progress progress : List.of(terminal(), plain())) {
      written.getBuffer().setLength(0);
      issues.forEach(
          issue -> progress.issueRaised(new RunEvents.IssueRaised(Optional.empty(), issue)));
      assertEquals(
          "baseline 'a / b': compared across runs: no engine." + System.lineSeparator(),
          written.toString().replace("\r", ""));
    }
  }

  @Test
  void automaticModeDependsOnStandardError() {
    try (Progress piped = ProgressMode.AUTO.open(context(false), DEFINITION);
        Progress plain = ProgressMode.PLAIN.open(context(true), DEFINITION);
        Progress live = ProgressMode.AUTO.open(context(true), DEFINITION)) {
      assertInstanceOf(PlainProgress.class, piped);
      assertInstanceOf(PlainProgress.class, plain);
      assertInstanceOf(TerminalProgress.class, live);
    }
  }

  @Test
  void noneWritesNothing() {
    Progress progress = ProgressMode.NONE.open(context(true), DEFINITION);
    progress.trialStarted(new RunEvents.TrialStarted(config, TrialKind.FIRST_CALL, 1, 1));
    progress.close();
    assertEquals("", written.toString());
  }

  private CommandContext context(boolean terminal) {
    return new CommandContext(
        err,
        err,
        err,
        InputStream.nullInputStream(),
        Symbols.ASCII,
        Map.of(),
        terminal,
        now::get,
        Harness::builder);
  }
}
