package io.humhelix.bench.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the results file of a run is called. */
final class RunFileName {

  private static final int ID_DIGITS = 8;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Pattern RUN_ID = Pattern.compile("[0-9a-f]{32}");

  /** What {@link #of} and {@link #inFull} give. */
  private static final Pattern NAME =
      Pattern.compile(
          "benchmark-(\\d{8}-\\d{6}-[0-9a-f]{8}([0-9a-f]{24})?|[0-9a-f]{32}|of-[0-9a-f]{16})"
              + "\\.db\\.yaml");

  private RunFileName() {}

  /**
   * By the time of the start in UTC, and the first digits of the run id; by the whole id if the
   * start is not known, since the run's first record is lost.
   */
  static String of(Optional<Instant> start, String runId) {
    return name(start, runId, ID_DIGITS);
  }

  /** With all digits of the run id. */
  static String inFull(Optional<Instant> start, String runId) {
    return name(start, runId, runId.length());
  }

  private static String name(Optional<Instant> start, String runId, int digits) {
    if (!RUN_ID.matcher(runId).matches()) {
      // No harness of ours gives such an id, and not every text can be a file name.
      byte[] bytes = runId.getBytes(StandardCharsets.UTF_8);
      return "benchmark-of-" + RecordJson.sha256(bytes).substring(0, 2 * ID_DIGITS) + ".db.yaml";
    }
    return start
        .map(time -> "benchmark-" + STAMP.format(time) + "-" + runId.substring(0, digits))
        .orElse("benchmark-" + runId)
        .concat(".db.yaml");
  }

  static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }
}
