package io.humhelix.bench.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a path that was given is, as far as its name and first bytes tell. */
enum GivenFile {
  MISSING("missing"),
  FOLDER("a folder"),
  DEFINITION("a definition, which says what to measure"),
  RESULTS("a results file, which a run wrote"),
  AUDIO("audio"),
  PAGE("a web page"),
  JSON_LINES("JSON Lines"),
  UNRELATED("neither a definition nor a results file"),
  OTHER("of no known kind");

  private static final int BEGINNING = 1 << 16;

  private static final Pattern AUDIO_NAME =
      Pattern.compile(".*\\.(wav|wave|flac|mp3|m4a|aac|ogg|oga|opus|wma|aiff?|webm|mp4)");

  private static final Pattern DEFINITION_KEYS =
      Pattern.compile("^(suts|workloads|benchmarks)[ \t]*:", Pattern.MULTILINE);

  /** A record of any kind, also of a file that lost its beginning. */
  private static final Pattern RECORD = Pattern.compile("^[ \t]*[-\\[]|crc32c", Pattern.MULTILINE);

  private static final Pattern RESULTS_BEGIN =
      Pattern.compile("\\s*- (\\{\"record\"|[a-z_]+:).*", Pattern.DOTALL);

  private final String text;

  GivenFile(String text) {
    this.text = text;
  }

  /** What it is, for a sentence. */
  String text() {
    return text;
  }

  static GivenFile of(Path path) {
    if (Files.isDirectory(path)) {
      return FOLDER;
    }
    if (!Files.exists(path)) {
      return MISSING;
    }
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".db.yaml")) {
      return RESULTS;
    }
    if (AUDIO_NAME.matcher(name).matches()) {
      return AUDIO;
    }
    if (name.endsWith(".html") || name.endsWith(".htm")) {
      return PAGE;
    }
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return JSON_LINES;
    }
    return byContent(beginning(path));
  }

  private static GivenFile byContent(String beginning) {
    if (RESULTS_BEGIN.matcher(beginning).matches()) {
      return RESULTS;
    }
    if (beginning.startsWith("RIFF")
        || beginning.startsWith("fLaC")
        || beginning.startsWith("OggS")) {
      return AUDIO;
    }
    if (DEFINITION_KEYS.matcher(beginning).find()) {
      return DEFINITION;
    }
    return beginning.isBlank() || RECORD.matcher(beginning).find() ? OTHER : UNRELATED;
  }

  /** Empty for what is no plain file, such as a pipe: to look into it would take from it. */
  private static String beginning(Path path) {
    if (!Files.isRegularFile(path)) {
      return "";
    }
    try (InputStream in = Files.newInputStream(path)) {
      return new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
