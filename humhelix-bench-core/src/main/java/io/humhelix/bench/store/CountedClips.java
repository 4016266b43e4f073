package io.humhelix.bench.store;

import io.humhelix.bench.internal.codec.CodecException;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.Transcript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the clips of a plain trial straight from their bytes: their times and scores, but none of
 * their texts. Whatever is unusual makes {@link #parse} give up, and the caller take the long way.
 * Not thread-safe.
 */
final class CountedClips {

  private static final List<String> KEYS =
      List.of(
          // The order counts: numbers of the call, what is passed, what is read.
          "position",
          "start_ns",
          "inference_ns",
          "transcription_ns",
          "first_segment_ns",
          "audio_s",
          "phases",
          "text",
          "segments",
          "issues",
          "clip",
          "language",
          "score");

  private static final int NUMBERS = 5;
  private static final int FIRST_SEGMENT = 4;
  private static final int AUDIO = 5;
  private static final int TEXT = 7;
  private static final int CLIP = 10;
  private static final int LANGUAGE = 11;
  private static final int SCORE = 12;

  /** Digits that a long has for sure. */
  private static final int DIGITS = 18;

  /** Clips of which the last text is remembered; a trial may have any number. */
  private static final int MOST_KNOWN = 10_000;

  private final JsonMembers members = new JsonMembers(KEYS);
  private final WithoutTexts slim;
  private final KnownScores scores;
  private final int[] begins = new int[KEYS.size()];
  private final int[] ends = new int[KEYS.size()];
  private byte[] bytes = {};
  private List<String> lastIds = List.of();
  private final List<String> ids = new ArrayList<>();
  private final List<long[]> calls = new ArrayList<>();
  private final List<Double> seconds = new ArrayList<>();
  private final List<Transcript> transcripts = new ArrayList<>();
  private final List<Optional<ClipScore>> clipScores = new ArrayList<>();
  private final List<Last> lasts = new ArrayList<>();

  CountedClips(WithoutTexts slim) {
    this.slim = slim;
    scores = new KnownScores(slim);
  }

  /**
   * Reads a list of clips.
   *
   * @param normalizer that of the trial
   * @return where it ends, if it is as expected: {@link #series} and {@link #clips} then have it;
   *     else -1
   */
  int parse(byte[] json, int from, int to, String normalizer) throws IOException, CodecException {
    bytes = json;
    ids.clear();
    calls.clear();
    seconds.clear();
    transcripts.clear();
    clipScores.clear();
    int at = blanks(from + 1, to);
    if (json[from] != '[' || at >= to || json[at] == ']') {
      return json[from] == '[' && at < to ? at + 1 : -1;
    }
    while (true) {
      if (!members.begin(json, at, to) || !clip(normalizer, to)) {
        return -1;
      }
      at = blanks(members.position(), to);
      if (at >= to || json[at] != ',') {
        return at < to && json[at] == ']' ? at + 1 : -1;
      }
      at = blanks(at + 1, to);
    }
  }

  private int blanks(int from, int to) {
    int at = from;
    while (at < to && bytes[at] == ' ') {
      at++;
    }
    return at;
  }

  /** The clip at one place of the last trial, from its text to its end. */
  private record Last(
      byte[] json, String normalizer, Transcript transcript, Optional<ClipScore> score) {

    boolean isAt(byte[] bytes, int from, int to) {
      int end = from + json.length;
      return end <= to && Arrays.equals(bytes, from, end, json, 0, json.length);
    }
  }

  private boolean clip(String normalizer, int to) throws IOException, CodecException {
    Arrays.fill(begins, -1);
    int place = ids.size();
    Last same = null;
    boolean textsLast = true;
    int key = members.next();
    while (key != JsonMembers.END) {
      if (key < 0 || has(key)) {
        return false;
      }
      textsLast &= !has(TEXT) || key > AUDIO && key != CLIP;
      begins[key] = members.position();
      Last last = key == TEXT && place < lasts.size() ? lasts.get(place) : null;
      if (last != null
          && last.normalizer().equals(normalizer)
          && last.isAt(bytes, begins[TEXT], to)) {
        // To its closing brace, all that a clip has of its own before it.
        same = last;
        members.passTo(begins[TEXT] + last.json().length - 1);
      } else {
        ends[key] = members.endOfValue();
        if (ends[key] < 0) {
          return false;
        }
      }
      key = members.next();
    }
    if (!call()) {
      return false;
    }
    if (same != null) {
      transcripts.add(same.transcript());
      clipScores.add(same.score());
      return true;
    }
    if (!has(TEXT)) {
      return !has(SCORE) && !has(LANGUAGE);
    }
    if (bytes[begins[TEXT]] != '"' || has(LANGUAGE) && !plainText(LANGUAGE)) {
      return false;
    }
    Transcript transcript =
        slim.transcript(has(LANGUAGE) ? Optional.of(text(LANGUAGE)) : Optional.empty());
    Optional<ClipScore> score =
        has(SCORE)
            ? Optional.of(scores.of(bytes, begins[SCORE], ends[SCORE], normalizer))
            : Optional.empty();
    transcripts.add(transcript);
    clipScores.add(score);
    if (textsLast && place <= lasts.size() && place < MOST_KNOWN) {
      byte[] json = Arrays.copyOfRange(bytes, begins[TEXT], members.position());
      Last last = new Last(json, normalizer, transcript, score);
      if (place == lasts.size()) {
        lasts.add(last);
      } else {
        lasts.set(place, last);
      }
    }
    return true;
  }

  /** Whether every clip has its texts here; if not, none has. */
  boolean withTexts() {
    return transcripts.size() == ids.size();
  }

  /** Whether no clip has its texts here. */
  boolean withoutTexts() {
    return transcripts.isEmpty();
  }

  private boolean call() {
    if (!has(CLIP) || !plainText(CLIP)) {
      return false;
    }
    long[] call = new long[NUMBERS];
    call[FIRST_SEGMENT] = -1;
    for (int number = 0; number < NUMBERS; number++) {
      if (has(number)) {
        call[number] = whole(number);
      }
      if (call[number] < 0 && (number != FIRST_SEGMENT || has(number))
          || !has(number) && number != FIRST_SEGMENT) {
        return false;
      }
    }
    if (has(AUDIO) && !Decimals.begins(bytes[begins[AUDIO]])) {
      return false;
    }
    ids.add(text(CLIP));
    calls.add(call);
    seconds.add(has(AUDIO) ? Decimals.parse(bytes, begins[AUDIO], ends[AUDIO]) : Double.NaN);
    return true;
  }

  /** The calls in their order; empty where positions are not those of a plain pass. */
  Optional<CallSeries> series() {
    int size = calls.size();
    int[] clipAt = new int[size];
    Arrays.fill(clipAt, -1);
    for (int clip = 0; clip < size; clip++) {
      long position = calls.get(clip)[0];
      if (position >= size || clipAt[(int) position] >= 0) {
        return Optional.empty();
      }
      clipAt[(int) position] = clip;
    }
    if (!ids.equals(lastIds)) {
      lastIds = List.copyOf(ids);
    }
    double[] audio = new double[size];
    for (int clip = 0; clip < size; clip++) {
      audio[clip] = seconds.get(clip);
    }
    CallSeries.Builder series = CallSeries.builder(lastIds, audio, size);
    for (int row = 0; row < size; row++) {
      long[] call = calls.get(clipAt[row]);
      series.add(clipAt[row], row, row, call[1], 0, call[1], call[2], call[3], call[4], 0);
    }
    return Optional.of(series.build());
  }

  /** The clips of some calls; with the texts of others, whose clips must then be the same. */
  Optional<List<ClipResult>> clips(CallSeries series, Optional<List<ClipResult>> source) {
    if (source.isPresent() && !sameClips(source.get())) {
      return Optional.empty();
    }
    ClipResult[] clips = new ClipResult[calls.size()];
    for (int clip = 0; clip < clips.length; clip++) {
      ClipResult other = source.isPresent() ? source.get().get(clip) : null;
      clips[clip] =
          new ClipResult(
              series.at((int) calls.get(clip)[0]),
              other == null ? transcripts.get(clip) : other.transcript(),
              other == null ? clipScores.get(clip) : other.score());
    }
    return Optional.of(List.of(clips));
  }

  private boolean sameClips(List<ClipResult> others) {
    if (others.size() != ids.size()) {
      return false;
    }
    for (int clip = 0; clip < ids.size(); clip++) {
      if (!others.get(clip).clipId().equals(ids.get(clip))) {
        return false;
      }
    }
    return true;
  }

  private boolean has(int key) {
    return begins[key] >= 0;
  }

  /** A number without sign, point and exponent; -1 for everything else. */
  private long whole(int key) {
    if (ends[key] - begins[key] > DIGITS || ends[key] == begins[key]) {
      return -1;
    }
    long value = 0;
    for (int i = begins[key]; i < ends[key]; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }

  private boolean plainText(int key) {
    return JsonMembers.isPlainText(bytes, begins[key], ends[key]);
  }

  private String text(int key) {
    return new String(bytes, begins[key] + 1, ends[key] - begins[key] - 2, StandardCharsets.UTF_8);
  }
}
