package io.humhelix.bench.definition;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.humhelix.bench.accuracy.TextLanguage;
import io.humhelix.bench.internal.text.LanguageCode;
import io.humhelix.bench.model.AudioClip;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A list of clips in the form that NeMo began: one JSON object per line, with {@code
 * audio_filepath}, {@code duration}, {@code text}, {@code lang} and {@code offset}. Keys that
 * change neither audio nor task are somebody else's and passed over; those that do, and are not
 * supported, are problems.
 */
final class Manifest {

  /** What other tools, or a slip of the hand, call a language. */
  private static final Pattern LANGUAGE =
      Pattern.compile("(lang|language)([_-]?(id|code))?|locale", Pattern.CASE_INSENSITIVE);

  private static final int LIMIT = 64 << 20;

  /** What NeMo's multi-task manifests and others call it. */
  private static final List<String> TRANSCRIBING = List.of("asr", "transcribe", "transcription");

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * One line of a manifest.
   *
   * @param line line in the manifest, from 1
   * @param column where the path stands in it, from 1
   * @param written the path as written
   * @param audio the audio file; whether it exists is not checked yet
   * @param text what is said
   * @param speaker who speaks
   * @param language of the speech
   * @param offset where the clip begins in the file, in seconds above 0; empty for the whole file
   * @param duration seconds
   */
  record Line(
      int line,
      int column,
      String written,
      Path audio,
      Optional<String> text,
      Optional<String> speaker,
      Optional<String> language,
      OptionalDouble offset,
      OptionalDouble duration) {

    /** The clip of this line, whose id begins with that of its file. */
    AudioClip clip(String fileId) {
      String id = fileId + offset.stream().mapToObj(this::suffix).collect(Collectors.joining());
      return new AudioClip(id, audio, text, speaker, language, offset, duration);
    }

    /** The same of an audio file that lies elsewhere. */
    Line at(Path file) {
      return new Line(line, column, written, file, text, speaker, language, offset, duration);
    }

    private String suffix(double from) {
      String part = "@" + plain(from);
      return duration.isPresent() ? part + "+" + plain(duration.getAsDouble()) : part;
    }

    private static String plain(double seconds) {
      return BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString();
    }

    /** What may stand in a manifest once. */
    private Part part() {
      return new Part(audio, offset, offset.isPresent() ? duration : OptionalDouble.empty());
    }
  }

  /** A file, or a part of one. */
  private record Part(Path audio, OptionalDouble offset, OptionalDouble length) {}

  private final Problems problems;
  private final String file;
  private final Folder base;
  private final List<Line> lines = new ArrayList<>();
  private final Map<Part, Line> byPart = new HashMap<>();

  private Manifest(Problems problems, String file, Folder base) {
    this.problems = problems;
    this.file = file;
    this.base = base;
  }

  /**
   * Reads a manifest; empty if it cannot be read or a line of it is unusable, which is reported.
   */
  static Optional<Manifest> read(Path path, String shown, Problems problems) {
    int before = problems.size();
    Optional<String> text =
        new SourceText(problems, shown, "manifest: one JSON object per line", LIMIT).read(path);
    Manifest manifest = new Manifest(problems, shown, Folder.around(path));
    text.ifPresent(manifest::lines);
    return problems.size() == before ? Optional.of(manifest) : Optional.empty();
  }

  String file() {
    return file;
  }

  List<Line> lines() {
    return lines;
  }

  /** Returns the lines of a file, which may be parts of it. */
  List<Line> find(Path audio) {
    return lines.stream().filter(line -> line.audio().equals(audio)).toList();
  }

  void report(Line line, String found, String allowed, String remedy) {
    report(line.line(), line.column(), "audio_filepath", found, allowed, remedy);
  }

  private void report(
      int line, int column, String key, String found, String allowed, String remedy) {
    problems.add(new Problem(file, line, column, key, found, allowed, remedy));
  }

  private void lines(String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        line(number, line);
      }
    }
    if (text.isBlank()) {
      report(0, 0, "", "it has no lines", "one JSON object per line", "add clips");
    }
  }

  private void line(int number, String line) {
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        report(number, 1, "", "this is not a JSON object", "{\"audio_filepath\": …}", "");
        return;
      }
      add(number, new Reading(number, parser).fields());
      if (parser.nextToken() != null) {
        int column = parser.currentTokenLocation().getColumnNr();
        report(number, column, "", "more text after the object", "one object per line", "");
      }
    } catch (JacksonException e) {
      String reason = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      int column = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
      report(
          number,
          column,
          "",
          "this is not JSON: " + Quote.plain(reason),
          "one JSON object per line",
          "correct the line");
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be read", e);
    }
  }

  private void add(int number, Reading fields) {
    if (fields.offset.isPresent() && fields.duration.orElse(1) == 0) {
      report(
          number,
          1,
          "duration",
          "found 0 beside an offset",
          "the length of the part, above 0",
          "correct it, or leave it out to read to the end of the file");
      return;
    }
    if (fields.audio.isEmpty()) {
      if (!fields.broken) {
        report(number, 1, "audio_filepath", "the key is missing", "a path", "add it");
      }
      return;
    }
    try {
      Path audio = base.resolve(fields.audio.get());
      Line line =
          new Line(
              number,
              fields.audioColumn,
              fields.audio.get(),
              audio,
              fields.text,
              fields.speaker,
              fields.language(),
              fields.offset,
              fields.duration);
      lines.add(line);
      Line earlier = byPart.putIfAbsent(line.part(), line);
      if (earlier != null) {
        report(
            line,
            "this "
                + (line.offset().isPresent() ? "part" : "file")
                + " is already in line "
                + earlier.line(),
            "each file, or part of one, once",
            "remove one of the lines");
      }
    } catch (InvalidPathException e) {
      report(
          number,
          fields.audioColumn,
          "audio_filepath",
          "found " + Quote.of(fields.audio.get()),
          "a path",
          "");
    }
  }

  /** The keys of one line that matter here. */
  private final class Reading {

    private final int number;
    private final JsonParser parser;
    private boolean broken;
    private int audioColumn = 1;
    private Optional<String> audio = Optional.empty();
    private Optional<String> text = Optional.empty();
    private Optional<String> speaker = Optional.empty();
    private final Map<String, String> languages = new LinkedHashMap<>();
    private OptionalDouble offset = OptionalDouble.empty();
    private OptionalDouble duration = OptionalDouble.empty();

    Reading(int number, JsonParser parser) {
      this.number = number;
      this.parser = parser;
    }

    Reading fields() throws IOException {
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        JsonToken token = parser.nextToken();
        int column = parser.currentTokenLocation().getColumnNr();
        switch (key) {
          case "audio_filepath" -> {
            audioColumn = column;
            audio = text(key, token, column).filter(value -> !value.isBlank());
          }
          case "text" -> text = text(key, token, column);
          case "speaker" -> speaker = text(key, token, column);
          case "duration" -> duration(token, column);
          case "offset" -> offset(token, column);
          case "lang", "language", "source_lang", "target_lang" -> language(key, token, column);
          case "taskname", "task" -> task(key, token, column);
          case "channel_selector" -> unsupported(key, token, column);
          default -> other(key, column);
        }
      }
      return this;
    }

    private Optional<String> text(String key, JsonToken token, int column) throws IOException {
      if (token == JsonToken.VALUE_STRING) {
        return Optional.of(parser.getText());
      }
      if (token == JsonToken.VALUE_NULL && !key.equals("audio_filepath")) {
        return Optional.empty();
      }
      if (key.equals("speaker") && token == JsonToken.VALUE_NUMBER_INT) {
        return Optional.of(parser.getText());
      }
      wrong(key, column, "a text in double quotes");
      return Optional.empty();
    }

    private void duration(JsonToken token, int column) throws IOException {
      if (token == JsonToken.VALUE_NULL) {
        return;
      }
      double value = token.isNumeric() ? parser.getDoubleValue() : Double.NaN;
      if (value >= 0 && Double.isFinite(value)) {
        duration = OptionalDouble.of(value);
      } else {
        wrong("duration", column, "seconds, 0 or more");
      }
    }

    private void offset(JsonToken token, int column) throws IOException {
      if (token == JsonToken.VALUE_NULL) {
        return;
      }
      double value = token.isNumeric() ? parser.getDoubleValue() : Double.NaN;
      if (value > 0 && Double.isFinite(value)) {
        offset = OptionalDouble.of(value);
      } else if (value != 0) {
        wrong("offset", column, "seconds, 0 or more");
      }
    }

    private void language(String key, JsonToken token, int column) throws IOException {
      Optional<String> written = text(key, token, column).filter(value -> !value.isBlank());
      if (written.isEmpty()) {
        return;
      }
      Optional<String> told = TextLanguage.code(written.get());
      if (told.isEmpty()) {
        wrong(key, column, "a language code of two or three letters, such as en or en-US");
        return;
      }
      String code = told.get();
      Optional<String> remedy = LanguageCode.remedy(code);
      if (remedy.isPresent()) {
        report(
            number,
            column,
            key,
            "found " + Quote.of(written.get()),
            LanguageCode.ALLOWED,
            remedy.get());
        broken = true;
        return;
      }
      String other = languages.values().stream().filter(c -> !c.equals(code)).findAny().orElse("");
      languages.put(key, code);
      if (!other.isEmpty()) {
        report(
            number,
            column,
            key,
            "found " + Quote.of(code) + " beside " + Quote.of(other) + " in the same line",
            "one language: a clip is not translated by itself",
            "set the workload's task to translate, or remove one of the keys");
        broken = true;
      }
    }

    private void task(String key, JsonToken token, int column) throws IOException {
      Optional<String> task = text(key, token, column);
      if (task.isPresent() && !TRANSCRIBING.contains(task.get())) {
        wrong(key, column, "a line to transcribe: " + String.join(", ", TRANSCRIBING));
      }
    }

    /** Keys of other tools do no harm, unless they say what is to be decoded. */
    private void other(String key, int column) throws IOException {
      if (LANGUAGE.matcher(key).matches()) {
        report(
            number,
            column,
            key,
            "this key is not supported",
            "lang, with an ISO 639-1 code",
            "write it as lang, or remove it");
        broken = true;
      }
      parser.skipChildren();
    }

    /** Would make another clip of it. */
    private void unsupported(String key, JsonToken token, int column) throws IOException {
      if (token != JsonToken.VALUE_NULL) {
        report(
            number,
            column,
            key,
            "this key is not supported",
            "all channels, mixed",
            "write the channel into a file of its own");
        broken = true;
        parser.skipChildren();
      }
    }

    Optional<String> language() {
      return languages.values().stream().findFirst();
    }

    private void wrong(String key, int column, String allowed) throws IOException {
      String found = Quote.of(String.valueOf(parser.getText()));
      report(number, column, key, "found " + found, allowed, "");
      broken = true;
      parser.skipChildren();
    }
  }
}
