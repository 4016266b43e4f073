package io.humhelix.bench.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.FailedClip;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Transcript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** How failed calls count in error rates. */
class CallErrorsTest {

  private static final Failure FAILURE =
      new Failure(FailureKind.SUT_ERROR, "transcribe", "it broke", "", "");

  private static ClipScore score(int wrong, int words) {
    ErrorCounts counts = new ErrorCounts(wrong, 0, 0, words);
    return new ClipScore("english-1", "r", "h", new Alignment(List.of()), counts, counts);
  }

  private static ClipScore missing(int words) {
    ErrorCounts counts = new ErrorCounts(0, words, 0, words);
    return new ClipScore("english-1", "r", "", new Alignment(List.of()), counts, counts);
  }

  /** Clips of 10 words each, so many calls of each. */
  private static CallSeries calls(int... perClip) {
    List<String> clips = new ArrayList<>();
    for (int clip = 0; clip < perClip.length; clip++) {
      clips.add("c" + clip);
    }
    CallSeries.Builder series = CallSeries.builder(clips, new double[perClip.length], 9);
    int number = 0;
    for (int clip = 0; clip < perClip.length; clip++) {
      for (int i = 0; i < perClip[clip]; i++, number++) {
        series.add(clip, number, number, 0, 0, 0, 1, 0, -1);
      }
    }
    return series.build();
  }

  private static FailedCalls failed(int... perClip) {
    CallSeries calls = calls(perClip);
    List<FailedClip> scores = new ArrayList<>();
    for (int clip = 0; clip < perClip.length; clip++) {
      if (perClip[clip] > 0) {
        scores.add(new FailedClip("c" + clip, missing(10)));
      }
    }
    return new FailedCalls(
        calls,
        Collections.nCopies(calls.size(), FailureKind.SUT_ERROR),
        List.of(FAILURE),
        scores,
        false);
  }

  /** One text a clip, with so many wrong words. */
  private static OptionalDouble percent(CallSeries calls, FailedCalls failed, int... wrong) {
    List<ClipResult> clips = new ArrayList<>();
    for (int row = 0; row < calls.size(); row++) {
      int clip = calls.clip(row);
      if (row == 0 || clip != calls.clip(row - 1)) {
        clips.add(
            new ClipResult(
                calls.at(row), Transcript.ofText("t"), Optional.of(score(wrong[clip], 10))));
      }
    }
    return CallErrors.of(calls, clips, failed).percent(ErrorUnit.WORD);
  }

  @Test
  void aFailedCallWeighsAsOneOfAllCalls() {
    assertEquals(
        100.0 / 3000,
        percent(calls(999, 1000, 1000), failed(1, 0, 0), 0, 0, 0).getAsDouble(),
        1e-12);
    assertEquals(5, percent(calls(1000, 1000), FailedCalls.NONE, 1, 0).getAsDouble(), 1e-12);
    // Half of the calls of the first clip failed: (0.5 x 1 + 0.5 x 10 + 0) / 20.
    assertEquals(27.5, percent(calls(50, 100), failed(50, 0), 1, 0).getAsDouble(), 1e-12);
  }

  @Test
  void aClipThatWasNeverAnsweredHasAllOfItsWordsDeleted() {
    assertEquals(50, percent(calls(0, 3), failed(3, 0), 0, 0).getAsDouble(), 1e-12);
    assertEquals(100, percent(calls(0, 0), failed(1, 1), 0, 0).getAsDouble(), 1e-12);
    assertEquals(
        OptionalDouble.empty(), percent(calls(0), FailedCalls.NONE, 0), "nothing was scored");
  }
}
