package io.humhelix.bench;

import io.humhelix.bench.result.Call;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Plain passes by the times of their calls. */
public final class MadeUpTrials {

  private MadeUpTrials() {}

  /** A call that was due when it was made, as the one of a place among others. */
  public static ClipResult clip(
      String clipId,
      int position,
      double audioSeconds,
      long startNanos,
      long inferenceNanos,
      long transcriptionNanos,
      OptionalLong firstSegmentNanos,
      Transcript transcript,
      Optional<ClipScore> score) {
    CallSeries.Builder series =
        CallSeries.builder(List.of(clipId), new double[] {audioSeconds}, position + 1);
    for (int row = 0; row <= position; row++) {
      series.add(
          0,
          row,
          row,
          startNanos,
          0,
          startNanos,
          inferenceNanos,
          transcriptionNanos,
          firstSegmentNanos.orElse(-1));
    }
    return new ClipResult(series.build().at(position), transcript, score);
  }

  /** A plain pass with such calls. */
  public static TrialResult trial(
      String runConfigId,
      TrialKind kind,
      int fork,
      int trial,
      TrialStatus status,
      Instant startedAt,
      long wallNanos,
      long loadNanos,
      List<ClipResult> clips,
      List<Measurement> metrics,
      List<Issue> issues,
      Optional<Failure> failure) {
    CallSeries calls = calls(clips);
    return new TrialResult(
        runConfigId,
        kind,
        fork,
        trial,
        status,
        startedAt,
        wallNanos,
        loadNanos,
        calls,
        of(calls, clips),
        metrics,
        issues,
        failure,
        Optional.empty(),
        FailedCalls.NONE);
  }

  /** The calls of clips, in the order of their places. */
  public static CallSeries calls(List<ClipResult> clips) {
    List<ClipResult> inOrder = new ArrayList<>(clips);
    inOrder.sort(Comparator.comparingInt(clip -> clip.call().row()));
    CallSeries.Builder series =
        CallSeries.builder(
            clips.stream().map(ClipResult::clipId).toList(),
            clips.stream().mapToDouble(ClipResult::audioSeconds).toArray(),
            clips.size());
    for (ClipResult clip : inOrder) {
      Call call = clip.call();
      int row = series.build().size();
      series.add(
          clips.indexOf(clip),
          row,
          row,
          call.startNanos(),
          0,
          call.startNanos(),
          call.inferenceNanos(),
          call.transcriptionNanos(),
          call.firstSegmentNanos().orElse(-1));
    }
    return series.build();
  }

  private static List<ClipResult> of(CallSeries calls, List<ClipResult> clips) {
    List<ClipResult> inOrder = new ArrayList<>(clips);
    inOrder.sort(Comparator.comparingInt(clip -> clip.call().row()));
    return clips.stream()
        .map(
            clip ->
                new ClipResult(calls.at(inOrder.indexOf(clip)), clip.transcript(), clip.score()))
        .toList();
  }

  /** The clip, as another normaliser would have scored it. */
  public static ClipResult scoredBy(String normalizer, ClipResult clip) {
    ClipScore score = clip.score().orElseThrow();
    return new ClipResult(
        clip.call(),
        clip.transcript(),
        Optional.of(
            new ClipScore(
                normalizer,
                score.reference(),
                score.hypothesis(),
                score.alignment(),
                score.words(),
                score.characters())));
  }
}
