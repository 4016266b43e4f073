package io.humhelix.bench.history;

import io.humhelix.bench.store.RunFacts;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a session was. */
final class SessionTime {

  private static final Pattern NAME = Pattern.compile("benchmark-(\\d{8}-\\d{6}).*");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT);

  private SessionTime() {}

  /** The start that the file says, else that in its name, as hum-helix names files. */
  static Optional<Instant> of(RunFacts run) {
    return run.startedAt()
        // What a damaged time is read as.
        .filter(time -> time.isAfter(Instant.EPOCH))
        .or(() -> of(run.file()));
  }

  private static Optional<Instant> of(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    if (!name.matches()) {
      return Optional.empty();
    }
    try {
      // hum-helix writes local time: within one host the order and the date are right.
      return Optional.of(LocalDateTime.parse(name.group(1), STAMP).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
