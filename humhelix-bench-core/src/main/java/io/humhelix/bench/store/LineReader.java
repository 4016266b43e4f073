package io.humhelix.bench.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.store.Damage.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads record lines one by one; a line that cannot be trusted costs no other line. */
final class LineReader {

  /** Room for several records joined by damaged newlines. */
  private static final int MAX_LINE = 4 * RecordLine.MAX_BYTES;

  /** Places at which a joined line is tried to be parted; a bound for hostile lines. */
  private static final int MAX_PARTINGS = 64;

  private final Path file;
  private final RecordSink sink;
  private final Map<String, Integer> legacySeen = new HashMap<>();
  private LineScanner lines;

  LineReader(Path file, RecordSink sink) {
    this.file = file;
    this.sink = sink;
  }

  void read(InputStream in) throws IOException {
    lines = new LineScanner(in, MAX_LINE);
    while (lines.advance()) {
      if (!lines.terminated()) {
        damage(
            Kind.TORN_TAIL,
            0,
            lines.span(),
            "the file ends within a record, which was never committed; everything before it is"
                + " intact; 'humhelix-bench repair' writes a copy that plain YAML loaders read");
      } else if (lines.tooLong()) {
        damage(
            Kind.TOO_LONG,
            0,
            lines.span(),
            "the line has "
                + lines.span()
                + " bytes; a record has at most "
                + RecordLine.MAX_BYTES);
      } else {
        line();
      }
    }
  }

  private void line() throws IOException {
    byte[] line = lines.line();
    int to = lines.length();
    if (to > 0 && line[to - 1] == '\r') {
      to--; // a version control system or editor changed the line ends
    }
    if (isBlank(line, to)) {
      return;
    }
    RecordLine.State state = RecordLine.state(line, 0, to);
    if (isReadable(state)) {
      emit(line, 0, to, state);
    } else {
      part(line, to, state);
    }
  }

  /** Finds the intact records of a line that is none as a whole. */
  private void part(byte[] line, int to, RecordLine.State whole) throws IOException {
    int from = 0;
    int end = 0;
    for (int tries = 0; tries < MAX_PARTINGS; tries++) {
      end = RecordLine.nextEnd(line, end, to);
      if (end < 0) {
        break;
      }
      if (RecordLine.state(line, from, end) == RecordLine.State.VERIFIED) {
        changedNewline(from);
        emit(line, from, end, RecordLine.State.VERIFIED);
        from = Math.min(to, end + 1);
      }
    }
    RecordLine.State rest = RecordLine.state(line, from, to);
    if (from > 0 && rest == RecordLine.State.VERIFIED) {
      changedNewline(from);
      emit(line, from, to, rest);
    } else {
      damage(
          whole == RecordLine.State.BAD_CHECKSUM ? Kind.BAD_CHECKSUM : Kind.MALFORMED,
          // The newline before it was changed too.
          Math.max(0, from - 1L),
          lines.span() - Math.max(0, from - 1L),
          whole == RecordLine.State.BAD_CHECKSUM
              ? "the record's checksum does not fit: its bytes were changed; it is left out"
              : "this is not a record of the form '- {json}  # crc32c=xxxxxxxx'; it is left out");
    }
  }

  private void changedNewline(int from) {
    if (from > 0) {
      damage(Kind.MALFORMED, from - 1L, 1, "the newline between two records was changed");
    }
  }

  private void emit(byte[] line, int from, int to, RecordLine.State state) throws IOException {
    if (state == RecordLine.State.VERIFIED
        && sink.take(
            line,
            RecordLine.jsonBegin(from),
            RecordLine.jsonEnd(to),
            RecordLine.checksum(line, to))) {
      return;
    }
    byte[] bytes = RecordLine.json(line, from, to, state);
    JsonNode tree;
    try {
      tree = Json.MAPPER.readTree(bytes);
    } catch (JacksonException e) {
      damage(Kind.MALFORMED, from, (long) to - from, "not JSON: " + e.getOriginalMessage());
      return;
    }
    if (!(tree instanceof ObjectNode record)) {
      damage(Kind.MALFORMED, from, (long) to - from, "a record is a map; this is not");
      return;
    }
    boolean verified = state == RecordLine.State.VERIFIED;
    if (!verified) {
      damage(
          Kind.NO_CHECKSUM,
          from,
          (long) to - from,
          "the record lost its checksum, as editors do it; it is read, but not verified");
    }
    RecordPlace place =
        new RecordPlace(lines.lineNumber(), lines.offset() + from, (long) to - from);
    sink.record(
        new StoredRecord(file, place, RecordIds.of(record, legacySeen), verified, record), bytes);
  }

  private void damage(Kind kind, long from, long length, String message) {
    sink.damage(new Damage(kind, file, lines.lineNumber(), lines.offset() + from, length, message));
  }

  private static boolean isReadable(RecordLine.State state) {
    return state == RecordLine.State.VERIFIED || state == RecordLine.State.NO_CHECKSUM;
  }

  private static boolean isBlank(byte[] line, int to) {
    for (int i = 0; i < to; i++) {
      if (line[i] != ' ' && line[i] != '\t') {
        return false;
      }
    }
    return true;
  }
}
