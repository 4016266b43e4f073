package io.humhelix.bench.store;

import io.humhelix.bench.internal.codec.CodecException;
import io.humhelix.bench.internal.codec.Seconds;
import io.humhelix.bench.result.CallSeries;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.FailedCalls;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Trials without texts straight from the bytes of record lines: plain passes that are OK, which are
 * nearly all of a long run. Whatever this class does not know for sure it leaves to {@link
 * RecordDecoder}. Not thread-safe.
 */
final class CountedTrials {

  private static final List<String> KEYS =
      List.of(
          // The order counts: the description of the run config stands together.
          "sut",
          "workload",
          "normalizer",
          "effective",
          "record",
          "record_id",
          "run_config_id",
          "fork",
          "trial",
          "status",
          "started_at",
          "metrics",
          "issues",
          "clips",
          SharedTexts.KEY,
          // No part of the result.
          "model",
          "compute_type",
          "effective_compute_type",
          "device",
          "beam_size",
          "vad_filter",
          "word_timestamps",
          "audio_file",
          "load_time",
          "inference_time",
          "transcription",
          "transcription_time",
          "total_time",
          "audio_duration",
          "total_transcription_time",
          "rtf",
          "schema",
          "run_id",
          "seq",
          "at",
          "run_config",
          "block");

  private static final int NORMALIZER = 2;
  private static final int EFFECTIVE = 3;
  private static final int DESCRIPTION_END = 4;
  private static final int RECORD = 4;
  private static final int RECORD_ID = 5;
  private static final int RUN_CONFIG_ID = 6;
  private static final int FORK = 7;
  private static final int TRIAL = 8;
  private static final int STATUS = 9;
  private static final int STARTED_AT = 10;
  private static final int METRICS = 11;
  private static final int ISSUES = 12;
  private static final int CLIPS = 13;
  private static final int TEXTS_OF = 14;
  private static final int[] TEXTS = {NORMALIZER, RECORD_ID, STATUS, STARTED_AT};

  private final JsonMembers members = new JsonMembers(KEYS);
  private final MetricsParser metrics =
      new MetricsParser(new RowOptions(Set.of(), RowOptions.Clips.NONE, Optional.empty()));
  private final Measurements measurements;
  private final CountedClips clips;
  private final Map<String, Description> descriptions = new HashMap<>();
  private final KnownIssues issues = new KnownIssues();
  private final int[] begins = new int[KEYS.size()];
  private final int[] ends = new int[KEYS.size()];
  private byte[] bytes = {};
  private boolean whole;
  private Optional<TrialKind> kind = Optional.empty();
  private String runConfigId = "";
  private Description known;

  /** How a run config was described last; its id is one object for all of its trials. */
  private record Description(String runConfigId, byte[][] parts) {}

  CountedTrials(Measurements measurements, WithoutTexts slim) {
    this.measurements = measurements;
    clips = new CountedClips(slim);
  }

  /** Finds the parts of a verified line; false if it is none that is read here. */
  boolean find(byte[] line, int from, int to) {
    try {
      return look(line, from, to);
    } catch (IOException | CodecException | IllegalArgumentException e) {
      // The long way says what is wrong, if anything is.
      return false;
    }
  }

  private boolean look(byte[] line, int from, int to) throws IOException, CodecException {
    bytes = line;
    whole = false;
    known = null;
    kind = Optional.empty();
    Arrays.fill(begins, -1);
    if (!members.begin(line, from, to)) {
      return false;
    }
    int key = members.next();
    while (key != JsonMembers.END) {
      if (key < 0 || has(key)) {
        return false;
      }
      begins[key] = members.position();
      if (!pass(key, to)) {
        return false;
      }
      ends[key] = members.position();
      if (key == RECORD) {
        kind = kindOf(text(RECORD));
        if (kind.isEmpty()) {
          return false;
        }
      }
      if (key == RUN_CONFIG_ID) {
        if (!plainText(key)) {
          return false;
        }
        runConfigId = text(key);
        known = descriptions.get(runConfigId);
        runConfigId = known == null ? runConfigId : known.runConfigId();
      }
      key = members.next();
    }
    for (int needed = NORMALIZER; needed < CLIPS; needed++) {
      if (!has(needed) && needed != EFFECTIVE) {
        return false;
      }
    }
    for (int text : TEXTS) {
      if (!plainText(text)) {
        return false;
      }
    }
    whole = has(CLIPS) && (!has(TEXTS_OF) || plainText(TEXTS_OF));
    return whole;
  }

  /** Passes a value; what is known of the run config is passed at once. */
  private boolean pass(int key, int to) throws IOException, CodecException {
    if (key == CLIPS) {
      int end =
          has(NORMALIZER) && plainText(NORMALIZER)
              ? clips.parse(bytes, begins[CLIPS], to, text(NORMALIZER))
              : -1;
      members.passTo(end);
      return end >= 0;
    }
    if (key < DESCRIPTION_END) {
      byte[] likely = known == null ? null : known.parts()[key];
      int after = likely == null ? to : begins[key] + likely.length;
      if (after < to
          && bytes[after] == ','
          && Arrays.equals(bytes, begins[key], after, likely, 0, likely.length)) {
        members.passTo(after);
        return true;
      }
    }
    return key == METRICS ? metrics.parse(members, bytes, to) : members.endOfValue() >= 0;
  }

  /** The run config of the line that was found. */
  String runConfigId() {
    return runConfigId;
  }

  /** Whether it says what the live system was. */
  boolean hasEffective() {
    return has(EFFECTIVE);
  }

  /** Whether its numbers count, if it is read. */
  boolean counts() {
    return kind.isPresent() && kind.get() == TrialKind.MEASURED;
  }

  String recordId() {
    return text(RECORD_ID);
  }

  /** The record that has its texts. */
  Optional<String> textsOf() {
    return has(TEXTS_OF) ? Optional.of(text(TEXTS_OF)) : Optional.empty();
  }

  /**
   * Learns from a record that was read the long way, of the line that was looked at last: it may
   * have described its run config otherwise, or defined a metric.
   */
  void learn(StoredRecord record) {
    measurements.forget();
    if (!record.tree().has("sut")) {
      return;
    }
    if (record.isVerified() && whole) {
      byte[][] description = new byte[DESCRIPTION_END][];
      for (int key = 0; key < DESCRIPTION_END; key++) {
        description[key] = has(key) ? Arrays.copyOfRange(bytes, begins[key], ends[key]) : null;
      }
      descriptions.put(runConfigId, new Description(runConfigId, description));
    } else {
      descriptions.remove(record.runConfigId().orElse(""));
    }
  }

  /** Whether the run config is described as it was before. */
  private boolean isDescribed() {
    if (known == null) {
      return false;
    }
    byte[][] before = known.parts();
    for (int key = 0; key < EFFECTIVE; key++) {
      boolean same =
          before[key] != null
              && has(key)
              && Arrays.equals(bytes, begins[key], ends[key], before[key], 0, before[key].length);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads the trial that was found.
   *
   * @param source clips of the record that has its texts
   * @return empty if it is to be read the long way
   */
  Optional<TrialResult> read(Optional<List<ClipResult>> source) {
    try {
      Optional<Instant> startedAt = RowMaker.instant(text(STARTED_AT));
      int fork = number(FORK);
      int trial = number(TRIAL);
      if (!text(STATUS).equals(TrialStatus.OK.name())
          || startedAt.isEmpty()
          || fork < 0
          || trial < 0
          || !isDescribed()
          || !(source.isEmpty() ? clips.withTexts() : clips.withoutTexts())) {
        return Optional.empty();
      }
      Optional<CallSeries> series = clips.series();
      Optional<List<ClipResult>> results =
          series.isPresent() ? clips.clips(series.get(), source) : Optional.empty();
      if (results.isEmpty() || !measurements.of(metrics)) {
        return Optional.empty();
      }
      return Optional.of(
          new TrialResult(
              runConfigId(),
              kind.orElseThrow(),
              fork,
              trial,
              TrialStatus.OK,
              startedAt.get(),
              Seconds.FORM.decode(measurements.wallSeconds()),
              Seconds.FORM.decode(measurements.loadSeconds()),
              series.get(),
              results.get(),
              measurements.list(),
              issues.of(bytes, begins[ISSUES], ends[ISSUES]),
              Optional.empty(),
              Optional.empty(),
              FailedCalls.NONE));
    } catch (IOException | CodecException | IllegalArgumentException e) {
      // The long way says what is wrong, if anything is.
      return Optional.empty();
    }
  }

  private static Optional<TrialKind> kindOf(String record) {
    return switch (RecordKind.of(record)) {
      case FIRST_CALL -> Optional.of(TrialKind.FIRST_CALL);
      case WARM_UP -> Optional.of(TrialKind.WARM_UP);
      case SEARCH -> Optional.of(TrialKind.SEARCH);
      case TRIAL -> Optional.of(TrialKind.MEASURED);
      default -> Optional.empty();
    };
  }

  private int number(int key) {
    int length = ends[key] - begins[key];
    if (length == 0 || length > 9) {
      return -1;
    }
    int value = 0;
    for (int i = begins[key]; i < ends[key]; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }

  private boolean has(int key) {
    return begins[key] >= 0;
  }

  private boolean plainText(int key) {
    return JsonMembers.isPlainText(bytes, begins[key], ends[key]);
  }

  private String text(int key) {
    return new String(
        bytes, begins[key] + 1, Math.max(0, ends[key] - begins[key] - 2), StandardCharsets.UTF_8);
  }
}
