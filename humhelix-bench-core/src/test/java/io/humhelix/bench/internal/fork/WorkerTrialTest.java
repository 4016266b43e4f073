package io.humhelix.bench.internal.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.humhelix.bench.audio.AudioReader;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.internal.fork.WorkerLink.Event;
import io.humhelix.bench.internal.measure.Cancellation;
import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.internal.run.PreparedWorkload;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.internal.telemetry.Sampled;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.internal.wire.Request;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deadlines of a trial, by a clock and a worker of which the test says what comes when. */
class WorkerTrialTest {

  private static final double NANOS = 1e9;
  private static final TrialTask TASK =
      new TrialTask(new TrialSlot(TrialKind.MEASURED, 1, 1), Scenario.SINGLE_STREAM);

  /** What the worker says, and when. */
  private record Said(double seconds, Event event) {}

  @TempDir Path folder;
  private final Deque<Said> script = new ArrayDeque<>();
  private final Cancellation cancellation = new Cancellation();
  private final WorkerLink link = mock(WorkerLink.class);
  private long now;

  /** For how long the harness did nothing between setting a deadline and looking at it. */
  private long heldUp;

  private WorkerTrial trial;

  @BeforeEach
  void connect() throws Exception {
    WorkerProcess worker = mock(WorkerProcess.class);
    when(worker.link()).thenReturn(link);
    when(worker.isAlive()).thenReturn(true);
    when(link.poll(anyLong())).thenAnswer(call -> poll(Math.max(0L, call.getArgument(0))));
    Path wav = TestClips.wav(folder.resolve("c.wav"), 1, 0.5);
    AudioClip clip = AudioClip.of(wav);
    trial =
        new WorkerTrial(
            new Conversation(worker, WorkerLimits.DEFAULT, () -> now + heldUp, cancellation),
            () -> now,
            new PreparedWorkload(
                Workload.of("w", clip),
                List.of(new PreparedClip(clip, new AudioReader().read(wav), 1)),
                List.of()),
            TrialPolicy.DEFAULT.withTimeouts(Duration.ofMinutes(1), Duration.ofSeconds(1)),
            0);
  }

  private Optional<Event> poll(long nanos) {
    if (!script.isEmpty() && script.peek().seconds() * NANOS <= now + nanos) {
      now = Math.max(now, Math.round(script.peek().seconds() * NANOS));
      return Optional.of(script.remove().event());
    }
    now += nanos;
    return Optional.empty();
  }

  private WorkerTrialTest said(double seconds, Reply reply) {
    script.add(new Said(seconds, new Event.Received(reply)));
    return this;
  }

  private static Reply.Account account(int calls) {
    return new Reply.Account(calls, 6, true, 7, 0, List.of(), false);
  }

  private static Reply.Calls call() {
    return new Reply.Calls(
        List.of(List.of(0L, 0L, 0L, 1L, 0L, 1L, 1L, 0L, -1L, 0L)), List.of(Transcript.ofText("x")));
  }

  private static Reply.TrialDone done() {
    return new Reply.TrialDone(TASK.slot(), TrialStatus.OK, Optional.empty(), Sampled.NOTHING);
  }

  private LostException lost() {
    return assertThrows(LostException.class, () -> trial.execute(TASK));
  }

  private void assertLostAt(double seconds, String phase) {
    LostException e = lost();
    assertEquals(FailureKind.TIMEOUT, e.failure().kind());
    assertEquals(phase, e.failure().phase());
    assertTrue(e.givenUp() && !e.cancelled());
    assertEquals(seconds, now / NANOS, 1e-6);
  }

  @Test
  void aCallThatDoesNotEndIsGivenUpAtItsDeadline() {
    assertLostAt(1.5, "transcribe");
  }

  @Test
  void progressMovesTheDeadlineOfTheCalls() {
    said(1.2, new Reply.Progress(0, 1_000_000_000)).assertLostAt(2.7, "transcribe");
  }

  @Test
  void resultsMayTakeLongerThanACall() throws Exception {
    said(1, new Reply.CallsEnded()).said(20, account(2)).said(45, call()).said(70, call());
    said(99, done());
    assertEquals(TrialStatus.OK, trial.execute(TASK).status());
    assertEquals(2, trial.calls().calls().size());
    assertEquals(1, trial.calls().calls().at(1).startNanos());
    assertEquals(7, trial.calls().concurrency());
  }

  @Test
  void resultsThatStopAreGivenUpInAPhaseOfTheirOwn() {
    said(1, new Reply.CallsEnded()).said(20, account(2)).said(45, call());
    assertLostAt(75, "results");
    assertEquals(1, trial.calls().calls().size());
  }

  /** Each message is taken as a whole, or the trial is lost with what came before it. */
  @ParameterizedTest
  @MethodSource
  void rowsThatCannotBeEndTheTrialAlone(Reply.Calls bad) {
    said(1, new Reply.CallsEnded()).said(2, account(3)).said(3, call()).said(4, bad);
    LostException e = lost();
    assertEquals(FailureKind.PROTOCOL, e.failure().kind());
    assertEquals(1, trial.calls().calls().size());
    assertEquals(1, trial.calls().transcripts().size());
  }

  static List<Reply.Calls> rowsThatCannotBeEndTheTrialAlone() {
    List<Long> good = List.of(0L, 0L, 0L, 1L, 0L, 1L, 1L, 0L, -1L, 0L);
    Transcript text = Transcript.ofText("x");
    long max = Long.MAX_VALUE;
    return List.of(
        new Reply.Calls(List.of(good, good), List.of(text)),
        new Reply.Calls(List.of(good), List.of(text, text)),
        new Reply.Calls(
            List.of(good, List.of(0L, 0L, 0L, 9L, 0L, 1L, 1L, 0L, -1L, 0L)), List.of(text, text)),
        new Reply.Calls(List.of(List.of(0L, 0L)), List.of(text)),
        new Reply.Calls(List.of(List.of(7L, 0L, 0L, 1L, 0L, 1L, 1L, 0L, -1L, 0L)), List.of(text)),
        new Reply.Calls(List.of(List.of(0L, 0L, 0L, max, max, 1L, 1L, 0L, -1L, 0L)), List.of(text)),
        new Reply.Calls(List.of(List.of(0L, 0L, 0L, 1L, 0L, 1L, max, max, -1L, 0L)), List.of(text)),
        new Reply.Calls(
            List.of(List.of(0L, 1L << 40, 0L, 1L, 0L, 1L, 1L, 0L, -1L, 0L)), List.of(text)));
  }

  @Test
  void failedCallsComeWithTheOthers() throws Exception {
    Failure why = new Failure(FailureKind.RATE_LIMIT, "transcribe", "not so fast", "", "");
    Reply.Account told = new Reply.Account(1, 0, false, 1, 1, List.of(why), true);
    List<Long> row = List.of(0L, 1L, 1L, 1L, 0L, 1L, 9L, 0L, -1L, 0L);
    said(1, new Reply.CallsEnded()).said(2, told);
    said(3, new Reply.FailedCalls(List.of(row), List.of(FailureKind.RATE_LIMIT)));
    said(4, call()).said(5, done());
    assertEquals(TrialStatus.OK, trial.execute(TASK).status());
    FailedCalls failed = trial.calls().failed();
    assertEquals(List.of(FailureKind.RATE_LIMIT), failed.kinds());
    assertEquals(List.of(why), failed.examples());
    assertEquals(9, failed.calls().inferenceNanos(0));
    assertTrue(failed.endedTrial());
  }

  /** Of a kind of which no example was told. */
  @Test
  void failedCallsThatCannotBeEndTheTrial() {
    List<Long> row = List.of(0L, 1L, 1L, 1L, 0L, 1L, 9L, 0L, -1L, 0L);
    said(1, new Reply.CallsEnded()).said(2, account(1));
    said(3, new Reply.FailedCalls(List.of(row), List.of(FailureKind.RATE_LIMIT)));
    assertEquals(FailureKind.PROTOCOL, lost().failure().kind());
    assertEquals(0, trial.calls().failed().size());
  }

  @Test
  void progressThatComesAfterTheCallsSaysNothing() throws Exception {
    said(1, new Reply.CallsEnded()).said(1.1, new Reply.Progress(0, 1)).said(25, account(0));
    said(30, done());
    assertEquals(TrialStatus.OK, trial.execute(TASK).status());
  }

  @Test
  void whatHasComeIsReadBeforeADeadlineCounts() throws Exception {
    heldUp = Math.round(3600 * NANOS);
    said(0, new Reply.CallsEnded()).said(0, account(1)).said(0, call()).said(0, done());
    assertEquals(TrialStatus.OK, trial.execute(TASK).status());
  }

  @Test
  void aHarnessThatWasHeldUpGivesUpWhatHasNotCome() {
    heldUp = Math.round(3600 * NANOS);
    said(0, new Reply.CallsEnded()).said(0, account(1)).assertLostAt(0, "results");
  }

  @Test
  void aTrialWithoutItsCallsIsNone() {
    LostException e = said(1, new Reply.CallsEnded()).said(1, account(1)).said(1, done()).lost();
    assertEquals(FailureKind.PROTOCOL, e.failure().kind());
  }

  @Test
  void onlyWhatBelongsToATrialIsTaken() {
    LostException e = said(1, new Reply.AudioRead()).lost();
    assertEquals(FailureKind.PROTOCOL, e.failure().kind());
  }

  @Test
  void aHarnessOutOfHeapIsNamedAtOnceAndLetsGoOfTheCalls() {
    said(1, new Reply.CallsEnded()).said(1, account(2)).said(1, call());
    script.add(new Said(2, new Event.Unread(new OutOfMemoryError("Java heap space"))));
    assertOutOfHeap(2);
  }

  @Test
  void theHeapMayRunOutOnTheHarnessThreadToo() throws Exception {
    said(1, new Reply.CallsEnded()).said(1, account(2)).said(1, call());
    when(link.poll(anyLong()))
        .thenAnswer(
            poll -> {
              if (script.isEmpty()) {
                throw new OutOfMemoryError("Java heap space");
              }
              return poll(poll.getArgument(0));
            });
    assertOutOfHeap(1);
  }

  private void assertOutOfHeap(double seconds) {
    LostException e = lost();
    assertEquals(FailureKind.OUT_OF_MEMORY_HEAP, e.failure().kind());
    assertEquals("results", e.failure().phase());
    assertTrue(e.failure().message().contains("the harness, not the worker"), e.getMessage());
    assertTrue(!e.givenUp(), "nobody asks it for more");
    assertEquals(0, trial.calls().calls().size());
    assertTrue(now <= (seconds + 0.1) * NANOS, "at " + now);
  }

  @Test
  void whatCannotBeReadForAnotherReasonIsNamedToo() {
    script.add(new Said(1, new Event.Unread(new IllegalStateException("odd"))));
    LostException e = lost();
    assertEquals(FailureKind.PROTOCOL, e.failure().kind());
    assertTrue(e.failure().message().contains("odd"), e.getMessage());
  }

  @Test
  void aCancelledTrialIsAskedForTheCallsThatEnded() {
    cancellation.request();
    script.add(new Said(0, new Event.Received(new Reply.Progress(0, 60_000_000_000L))));
    LostException e = lost();
    assertTrue(e.cancelled() && e.givenUp());
    assertTrue(now > 2 * NANOS && now < 2.5 * NANOS, "at " + now);
    said(3.5, account(2)).said(5, call()).said(6, call());
    trial.lastWords();
    verify(link).send(new Request.GiveAccount());
    assertEquals(6, now / NANOS, 1e-6);
    assertEquals(2, trial.calls().calls().size());
    assertEquals(6, trial.calls().left());
  }

  @Test
  void aWorkerThatDoesNotAnswerIsNotWaitedForForLong() {
    trial.lastWords();
    assertEquals(2, now / NANOS, 1e-6);
    assertEquals(0, trial.calls().calls().size());
  }

  @Test
  void lastWordsHaveAnEnd() {
    said(0, account(1000));
    for (int i = 1; i < 1000; i++) {
      said(i * 0.9, call());
    }
    trial.lastWords();
    assertEquals(4, now / NANOS, 1e-6);
    assertEquals(4, trial.calls().calls().size());
  }

  @Test
  void aSystemMayTakeItsTimeToSayAgainWhatItIs() throws Exception {
    Reply.SaysAgain said = new Reply.SaysAgain(Optional.empty(), Optional.empty());
    assertEquals(said, said(29, said).trial.saysAgain());
  }

  @Test
  void aSystemThatDoesNotSayAgainWhatItIsIsGivenUp() {
    LostException e = assertThrows(LostException.class, () -> trial.saysAgain());
    assertTrue(e.givenUp() && !e.cancelled());
    assertEquals("effective", e.failure().phase());
    assertEquals(30, now / NANOS, 1e-6);
  }

  @Test
  void nothingElseIsTakenForWhatTheSystemIs() {
    LostException e = assertThrows(LostException.class, () -> said(1, done()).trial.saysAgain());
    assertEquals(FailureKind.PROTOCOL, e.failure().kind());
  }

  @Test
  void resultsAreTakenEvenIfTheRunIsCancelledMeanwhile() throws Exception {
    cancellation.request();
    said(1, new Reply.CallsEnded()).said(2.5, account(3)).said(4, call()).said(5.5, call());
    said(7, call()).said(8.5, done());
    assertEquals(TrialStatus.OK, trial.execute(TASK).status());
    assertEquals(3, trial.calls().calls().size());
  }
}
