package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.humhelix.bench.internal.codec.CodecException;
import io.humhelix.bench.internal.codec.Parts;
import io.humhelix.bench.result.Call;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ClipResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a call gave, with the times of the call. In a plain pass these are the only place of them;
 * under load they are those of a row, which is found again by them.
 */
final class ClipResultForm {

  static final Parts<ClipResult> PARTS =
      Parts.of(ClipResult.class)
          .form("call", DiskForms.asItIs(Call.class))
          .inline("transcript")
          .rearranged((clip, tree) -> write(clip.call(), tree), tree -> {})
          .first(
              "clip",
              "position",
              "audio_s",
              "start_ns",
              "inference_ns",
              "transcription_ns",
              "first_segment_ns");

  private ClipResultForm() {}

  private static void write(Call call, Map<String, Object> tree) {
    tree.remove("call");
    tree.put("clip", call.clipId());
    tree.put("position", (long) call.row());
    if (Double.isFinite(call.audioSeconds())) {
      tree.put("audio_s", call.audioSeconds());
    }
    tree.put("start_ns", call.startNanos());
    tree.put("inference_ns", call.inferenceNanos());
    tree.put("transcription_ns", call.transcriptionNanos());
    call.firstSegmentNanos().ifPresent(nanos -> tree.put("first_segment_ns", nanos));
  }

  /** Puts the calls into the tree of a trial, and into each of its clips the one that it is of. */
  static void readCalls(Map<String, Object> trial) throws CodecException {
    List<Map<String, Object>> clips = clips(trial);
    CallSeries calls =
        trial.get("scenario") instanceof Map<?, ?> load
                && trial.get(CallsForm.ROWS) instanceof ArrayNode rows
            ? CallsForm.series(load, rows)
            : plainPass(clips, failedNumbers(trial));
    trial.put(CallsForm.ROWS, calls);
    for (Map<String, Object> clip : clips) {
      clip.put("call", find(calls, clip));
    }
  }

  /** The normaliser of a score is that of the trial, unless it has one of its own. */
  static void putNormalizer(Map<String, Object> trial, String normalizer) throws CodecException {
    for (Map<String, Object> clip : clips(trial)) {
      score(clip).putIfAbsent("normalizer", normalizer);
    }
  }

  /** Leaves out what {@link #putNormalizer} puts back. */
  static void dropNormalizer(Map<String, Object> trial, String normalizer) {
    for (Object clip : (List<?>) trial.getOrDefault("clips", List.of())) {
      score((Map<?, ?>) clip).remove("normalizer", normalizer);
    }
  }

  @SuppressWarnings("unchecked") // The keys of a JSON object are texts.
  private static Map<String, Object> score(Map<?, ?> clip) {
    return clip.get("score") instanceof Map<?, ?> score
        ? (Map<String, Object>) score
        : new HashMap<>();
  }

  @SuppressWarnings("unchecked") // The keys of a JSON object are texts.
  private static List<Map<String, Object>> clips(Map<String, Object> trial) throws CodecException {
    List<Map<String, Object>> clips = new ArrayList<>();
    if (trial.get("clips") instanceof List<?> list) {
      for (Object one : list) {
        if (!(one instanceof Map<?, ?> map)) {
          throw new CodecException("has a clip that is " + one + ", not an object");
        }
        clips.add((Map<String, Object>) map);
      }
    }
    return clips;
  }

  /** Numbers of the calls of a plain pass that failed; the others have the rest. */
  private static Set<Long> failedNumbers(Map<String, Object> trial) throws CodecException {
    Set<Long> numbers = new HashSet<>();
    if (trial.containsKey(FailedCallsForm.KEY)) {
      CallSeries failed = FailedCallsForm.FORM.decode(trial.get(FailedCallsForm.KEY)).calls();
      for (int row = 0; row < failed.size(); row++) {
        numbers.add((long) failed.call(row));
      }
    }
    return numbers;
  }

  private static CallSeries plainPass(List<Map<String, Object>> clips, Set<Long> failed)
      throws CodecException {
    List<String> ids = new ArrayList<>();
    double[] seconds = new double[clips.size()];
    for (Map<String, Object> clip : clips) {
      seconds[ids.size()] =
          clip.get("audio_s") instanceof Number number ? number.doubleValue() : Double.NaN;
      ids.add(String.valueOf(clip.get("clip")));
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < clips.size(); i++) {
      whole(clips.get(i), "position");
      order.add(i);
    }
    order.sort(Comparator.comparingLong(i -> ((Number) clips.get(i).get("position")).longValue()));
    CallSeries.Builder series = CallSeries.builder(ids, seconds, ids.size());
    long number = -1;
    for (int row = 0; row < order.size(); row++) {
      do {
        number++;
      } while (failed.contains(number));
      Map<String, Object> clip = clips.get(order.get(row));
      long start = whole(clip, "start_ns");
      long inference = whole(clip, "inference_ns");
      long transcription = whole(clip, "transcription_ns");
      long first = clip.containsKey("first_segment_ns") ? whole(clip, "first_segment_ns") : -1;
      try {
        series.add(
            order.get(row), number, number, start, 0, start, inference, transcription, first, 0);
      } catch (IllegalArgumentException e) {
        throw new CodecException("has a call that no harness made: " + e.getMessage(), e);
      }
    }
    return series.build();
  }

  private static Call find(CallSeries calls, Map<String, Object> clip) throws CodecException {
    long position = whole(clip, "position");
    if (position >= 0 && position < calls.size() && is(calls.at((int) position), clip)) {
      return calls.at((int) position);
    }
    // Calls that never ended have no row, but were counted once.
    for (int row = 0; row < calls.size(); row++) {
      if (is(calls.at(row), clip)) {
        return calls.at(row);
      }
    }
    // No harness writes such a clip; its own numbers stand.
    return plainPass(List.of(clip), Set.of()).at(0);
  }

  private static boolean is(Call call, Map<String, Object> clip) throws CodecException {
    return call.clipId().equals(clip.get("clip"))
        && call.startNanos() == whole(clip, "start_ns")
        && call.inferenceNanos() == whole(clip, "inference_ns")
        && call.transcriptionNanos() == whole(clip, "transcription_ns");
  }

  private static long whole(Map<String, Object> clip, String key) throws CodecException {
    if (clip.get(key) instanceof Long number) {
      return number;
    }
    throw new CodecException("has a clip without a number '" + key + "'");
  }
}
