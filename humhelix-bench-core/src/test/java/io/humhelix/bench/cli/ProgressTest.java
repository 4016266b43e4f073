package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final TrialPolicy POLICY = TrialPolicy.DEFAULT.withCounts(1, 5);

  private final StringWriter written = new StringWriter();
  private final PrintWriter err = new PrintWriter(written);
  private final AtomicLong now = new AtomicLong();
  private final RunConfig config = config("tiny");

  private static RunConfig config(String name) {
    return new RunConfig(
        "0123456789ab",
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

  private static RunConfigResult refused(RunConfig config) {
    return new RunConfigResult(
        config,
        TrialStatus.REFUSED,
        Optional.empty(),
        "english-1",
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static RunEvents.Progressed progressed(long done, long elapsed, long left) {
    return new RunEvents.Progressed(
        done, 8, Duration.ofSeconds(elapsed), Optional.of(Duration.ofSeconds(left)));
  }

  /** What a terminal shows: everything after the last return to the line's beginning. */
  private String shown() {
    err.flush();
    String all = written.toString();
    return all.substring(all.lastIndexOf('\r') + 1).stripTrailing();
  }

  private TerminalProgress terminal() {
    return new TerminalProgress(err, now::get, POLICY, Symbols.ASCII);
  }

  @Test
  void rewritesOneLineOnATerminal() {
    TerminalProgress progress = terminal();
    progress.runConfigStarted(new RunEvents.RunConfigStarted(config));
    assertEquals("tiny / speech: loading, 0 s", shown());
    progress.progressed(progressed(2, 4, 12));
    progress.trialStarted(new RunEvents.TrialStarted(config, TrialKind.MEASURED, 1, 1));
    assertEquals("[25 %] tiny / speech: trial 1/5, 4 s, about 12 s left", shown());
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
    now.addAndGet(Duration.ofSeconds(5).toNanos());
    progress.draw();
    assertEquals("[25 %] tiny / speech: warm-up 1, 1:03 min, about 1:00 min left", shown());
    now.addAndGet(Duration.ofHours(1).toNanos());
    progress.draw();
    assertTrue(shown().endsWith("1:01:03 h, about 0 s left"), shown());
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
  }

  @Test
  void aRefusedRunConfigKeepsALineOfItsOwn() {
    TerminalProgress progress = terminal();
    progress.runConfigFinished(new RunEvents.RunConfigFinished(refused(config)));
    assertTrue(written.toString().endsWith("\rtiny / speech: REFUSED" + System.lineSeparator()));
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
    progress.runConfigFinished(new RunEvents.RunConfigFinished(refused(config)));
    assertEquals(length, written.toString().length());
  }

  @Test
  void aPipeGetsALinePerTrialWithoutControlCharacters() {
    PlainProgress progress = new PlainProgress(err, POLICY, Symbols.ASCII);
    progress.runStarted(
        new RunEvents.RunStarted("1", List.of(config), 1, Optional.of(Path.of("out.db.yaml"))));
    progress.runConfigStarted(new RunEvents.RunConfigStarted(config));
    progress.progressed(new RunEvents.Progressed(0, 8, Duration.ZERO, Optional.empty()));
    progress.trialFinished(new RunEvents.TrialFinished(config, trial(TrialStatus.OK, 1)));
    progress.progressed(progressed(3, 4, 12));
    progress.trialFinished(new RunEvents.TrialFinished(config, trial(TrialStatus.TIMEOUT, 2)));
    progress.progressed(progressed(8, 8, 0));
    progress.runConfigFinished(new RunEvents.RunConfigFinished(refused(config("other"))));
    progress.close();
    assertEquals(
        """
        results go to out.db.yaml
        tiny / speech: loading the model...
        tiny / speech: trial 1/5 OK, 1.23 s, RTF 0.123
        3/8 passes in 4.0 s, about 12.0 s left
        tiny / speech: trial 2/5 TIMEOUT
          took too long
        other / speech: REFUSED
        """,
        written.toString().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void whatIsMeasuredAgainIsToldAndOtherIssuesAreNot() {
    RemeasuredBaseline baseline =
        new RemeasuredBaseline(
            "1", List.of(), List.of(new RemeasuredBaseline.Left("a / b", true, "no engine.")));
    List<Issue> issues = new ArrayList<>(baseline.notes());
    issues.add(Issue.warning("noisy", "other", ""));
    for (Progress progress : List.of(terminal(), new PlainProgress(err, POLICY, Symbols.ASCII))) {
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
    assertInstanceOf(PlainProgress.class, ProgressMode.AUTO.open(context(false), POLICY));
    assertInstanceOf(PlainProgress.class, ProgressMode.PLAIN.open(context(true), POLICY));
    try (Progress progress = ProgressMode.AUTO.open(context(true), POLICY)) {
      assertInstanceOf(TerminalProgress.class, progress);
    }
  }

  @Test
  void noneWritesNothing() {
    Progress progress = ProgressMode.NONE.open(context(true), POLICY);
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
