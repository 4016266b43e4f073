package io.humhelix.bench.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows straight from the bytes of record lines. A trial's line is mostly its clips and the
 * description of its system; the clips are not looked at, and the description is the same bytes in
 * every trial of a run config, so its facts are made once, by {@link RowMaker}. Whatever this class
 * does not know for sure it leaves to {@link RowMaker} too. Not thread-safe.
 */
final class RowParser {

  private static final List<String> KEYS =
      List.of(
          // The order counts: hum-helix's numbers, its other keys, the envelope, the description.
          "load_time",
          "inference_time",
          "transcription_time",
          "total_transcription_time",
          "audio_duration",
          "rtf",
          "total_time",
          "model",
          "compute_type",
          "device",
          "beam_size",
          "vad_filter",
          "word_timestamps",
          "audio_file",
          "run_config",
          "sut",
          "workload",
          "effective",
          "normalizer",
          "transcription",
          "record",
          "record_id",
          "run_config_id",
          "fork",
          "trial",
          "status",
          "started_at",
          "metrics",
          "clips");

  private static final int TIMES = 7;
  private static final int FLAT = TIMES;
  private static final int DESCRIPTION_END = KEYS.indexOf("transcription");
  private static final int TRANSCRIPTION = KEYS.indexOf("transcription");
  private static final int RECORD = KEYS.indexOf("record");
  private static final int RECORD_ID = KEYS.indexOf("record_id");
  private static final int RUN_CONFIG_ID = KEYS.indexOf("run_config_id");
  private static final int SUT = KEYS.indexOf("sut");
  private static final int FORK = KEYS.indexOf("fork");
  private static final int TRIAL = KEYS.indexOf("trial");
  private static final int STATUS = KEYS.indexOf("status");
  private static final int STARTED_AT = KEYS.indexOf("started_at");
  private static final int METRICS = KEYS.indexOf("metrics");
  private static final int CLIPS = KEYS.indexOf("clips");
  private static final String[] TIME_NAMES = KEYS.subList(0, TIMES).toArray(String[]::new);

  /** What a line turned out to be. */
  enum Outcome {
    /** {@link #row} gives it. */
    ROW,
    /** A record of another kind than was asked for. */
    PASSED,
    /** To be read the long way. */
    UNKNOWN
  }

  /** The bytes of a run config's description, and what they say. */
  private record Known(byte[][] description, RunConfigFacts facts) {}

  private final JsonMembers members = new JsonMembers(KEYS);
  private final MetricsParser metrics;
  private final RowOptions options;
  private final Map<String, Known> known = new HashMap<>();
  private final int[] begins = new int[KEYS.size()];
  private final int[] ends = new int[KEYS.size()];
  private byte[] bytes = {};
  private RecordKind kind = RecordKind.OTHER;
  private Known config;
  private String recordId = "";
  private String status = "";
  private boolean valid;
  private double[] times = {};

  RowParser(RowOptions options) {
    this.options = options;
    metrics = new MetricsParser(options);
    Arrays.fill(begins, -1);
  }

  /** Looks at the JSON of a verified line. */
  Outcome parse(byte[] line, int from, int to) {
    try {
      return read(line, from, to);
    } catch (NumberFormatException e) {
      return Outcome.UNKNOWN;
    }
  }

  private Outcome read(byte[] line, int from, int to) {
    bytes = line;
    config = null;
    recordId = "";
    Arrays.fill(begins, -1);
    if (!members.begin(line, from, to)) {
      return Outcome.UNKNOWN;
    }
    while (true) {
      int key = members.next();
      if (key == JsonMembers.END) {
        break;
      } else if (key == JsonMembers.FAILED) {
        return Outcome.UNKNOWN;
      } else if (key == CLIPS && has(METRICS) && has(SUT)) {
        // What stands behind the clips is theirs.
        break;
      }
      int begin = members.position();
      if (key >= 0 && has(key) || !pass(key, begin, to)) {
        return Outcome.UNKNOWN;
      }
      if (key >= 0) {
        begins[key] = begin;
        ends[key] = members.position();
      }
      if (key == RECORD) {
        kind = RecordKind.of(text(RECORD));
        if (!options.kinds().contains(kind) && !kind.isTrial() && kind != RecordKind.FORK) {
          return Outcome.UNKNOWN;
        }
      }
      boolean told = key == RECORD && has(RECORD_ID) || key == RECORD_ID && has(RECORD);
      if (told && !options.kinds().contains(kind)) {
        return plainText(RECORD_ID) ? Outcome.PASSED : Outcome.UNKNOWN;
      }
    }
    return judge();
  }

  /** Passes a value; a description that is known already is passed at once. */
  private boolean pass(int key, int begin, int to) {
    if (key >= SUT && key < DESCRIPTION_END && has(RUN_CONFIG_ID)) {
      config = config == null ? known.get(configKey()) : config;
      byte[] likely = config == null ? null : config.description()[key - FLAT];
      int after = likely == null ? to : begin + likely.length;
      if (after < to
          && bytes[after] == ','
          && Arrays.equals(bytes, begin, after, likely, 0, likely.length)) {
        members.passTo(after);
        return true;
      }
    }
    return key == METRICS ? metrics.parse(members, bytes, to) : members.endOfValue() >= 0;
  }

  private Outcome judge() {
    if (!has(RECORD) || !has(RECORD_ID) || !has(STATUS) || !has(METRICS) || !has(RUN_CONFIG_ID)) {
      return Outcome.UNKNOWN;
    }
    if (!plainText(RECORD_ID) || !plainText(STATUS) || has(STARTED_AT) && !plainText(STARTED_AT)) {
      return Outcome.UNKNOWN;
    }
    status = text(STATUS);
    valid = kind == RecordKind.TRIAL && status.equals("OK");
    if (valid && !hasTimes()) {
      return Outcome.UNKNOWN;
    }
    config = config == null ? known.get(configKey()) : config;
    return config != null && isAsKnown() ? Outcome.ROW : Outcome.UNKNOWN;
  }

  private boolean hasTimes() {
    times = new double[TIMES];
    for (int key = 0; key < TIMES; key++) {
      if (!has(key) || !Decimals.begins(bytes[begins[key]])) {
        return false;
      }
      times[key] = Decimals.parse(bytes, begins[key], ends[key]);
      if (!Double.isFinite(times[key])) {
        return false;
      }
    }
    return has(TRANSCRIPTION) && bytes[begins[TRANSCRIPTION]] == '"';
  }

  private boolean isAsKnown() {
    for (int key = FLAT; key < DESCRIPTION_END; key++) {
      byte[] before = config.description()[key - FLAT];
      boolean same =
          before == null
              ? !has(key)
              : has(key) && Arrays.equals(bytes, begins[key], ends[key], before, 0, before.length);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** A run may have gone on with another definition. */
  void forget() {
    known.clear();
  }

  /** Learns what the long way made of the line that was looked at last. */
  void learn(TrialRow row) {
    if (!has(RUN_CONFIG_ID) || !has(RECORD) || !has(SUT)) {
      return;
    }
    byte[][] description = new byte[DESCRIPTION_END - FLAT][];
    for (int key = FLAT; key < DESCRIPTION_END; key++) {
      if (has(key)) {
        description[key - FLAT] = Arrays.copyOfRange(bytes, begins[key], ends[key]);
      }
    }
    known.put(configKey(), new Known(description, row.config()));
  }

  /** Valid trials have keys that others lack, so each run config may be known in two forms. */
  private String configKey() {
    return text(RUN_CONFIG_ID) + (has(FLAT) ? "" : " without values");
  }

  /** The row of a line that gave {@link Outcome#ROW}. */
  TrialRow row(RunFacts run) {
    return new TrialRow(
        run,
        config.facts(),
        recordId(),
        true,
        kind,
        number(FORK),
        number(TRIAL),
        status,
        valid,
        has(STARTED_AT) ? startedAt() : Optional.empty(),
        metrics.values(),
        valid ? new NumberMap(TIME_NAMES, times) : NumberMap.EMPTY,
        Optional.empty(),
        List.of());
  }

  String recordId() {
    if (recordId.isEmpty()) {
      recordId = text(RECORD_ID);
    }
    return recordId;
  }

  private Optional<Instant> startedAt() {
    return RowMaker.instant(text(STARTED_AT));
  }

  private int number(int key) {
    if (!has(key) || ends[key] - begins[key] > 9) {
      return 0;
    }
    int value = 0;
    for (int i = begins[key]; i < ends[key]; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return 0;
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
