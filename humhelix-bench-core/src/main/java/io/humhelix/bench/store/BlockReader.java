package io.humhelix.bench.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.humhelix.bench.store.Damage.Kind;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads hum-helix's own files: a YAML list of maps in block style, of any size, one map at a time.
 * Anchors, aliases and tags are refused; nothing that wrote such files made any.
 */
final class BlockReader {

  private static final int DEPTH = 32;

  private static final YAMLFactory YAML =
      YAMLFactory.builder().loaderOptions(options()).streamReadConstraints(Json.limits()).build();

  /** One element of the list; others follow it. */
  private static final ObjectReader ELEMENT =
      Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Path file;
  private final RecordSink sink;
  private final Map<String, Integer> seen = new HashMap<>();

  BlockReader(Path file, RecordSink sink) {
    this.file = file;
    this.sink = sink;
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setMaxAliasesForCollections(0);
    options.setAllowDuplicateKeys(false);
    options.setNestingDepthLimit(DEPTH);
    return options;
  }

  /**
   * Reads all records.
   *
   * @param endsWithNewline whether the file does; without, its last value may be cut
   */
  void read(InputStream in, boolean endsWithNewline) throws IOException {
    long line = 1;
    long offset = 0;
    // One record is held back: only the last one may be torn.
    ObjectNode held = null;
    RecordPlace place = new RecordPlace(line, offset, 0);
    try (JsonParser parser = new PlainYamlParser(YAML.createParser(in))) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return;
      }
      if (first != JsonToken.START_ARRAY) {
        damage(Kind.MALFORMED, 1, 0, "a results file is a YAML list of maps; this is none");
        return;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (held != null) {
          emit(held, place);
          held = null;
        }
        line = parser.currentTokenLocation().getLineNr();
        offset = parser.currentTokenLocation().getCharOffset();
        JsonNode element = ELEMENT.readTree(parser);
        if (element instanceof ObjectNode record) {
          held = record;
          place = new RecordPlace(line, offset, 0);
        } else {
          damage(Kind.MALFORMED, line, offset, "a record is a map; this is not");
        }
      }
      if (held != null && (!endsWithNewline || isCut(held))) {
        damage(Kind.TORN_TAIL, line, offset, "the file ends within this record; it is left out");
      } else if (held != null) {
        emit(held, place);
      }
    } catch (JacksonException | CharConversionException | YAMLException e) {
      if (held != null && !isCut(held)) {
        emit(held, place);
      }
      damage(
          Kind.TORN_TAIL,
          line,
          offset,
          "the file cannot be read beyond this record: " + firstLine(e) + "; it is left out");
    }
  }

  /** hum-helix sorted its keys: a record with the last one is whole, whatever else it lacks. */
  private static boolean isCut(ObjectNode record) {
    return !record.has("record")
        && !record.has("word_timestamps")
        && TrialValues.from(record).isEmpty();
  }

  private void emit(ObjectNode record, RecordPlace place) throws IOException {
    byte[] json = RecordJson.bytes(record);
    sink.record(new StoredRecord(file, place, RecordIds.of(record, seen), false, record), json);
  }

  private void damage(Kind kind, long line, long offset, String message) {
    sink.damage(new Damage(kind, file, line, offset, 0, message));
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
