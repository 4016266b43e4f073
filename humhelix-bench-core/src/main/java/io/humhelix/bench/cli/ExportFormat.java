package io.humhelix.bench.cli;

import io.humhelix.bench.internal.text.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats of {@code export}. */
enum ExportFormat {
  /** Rows. */
  CSV("csv"),
  /** Rows. */
  JSONL("jsonl"),
  /** Rows. */
  SQL("sql"),
  /** For the comment of a pull request. */
  MARKDOWN("markdown"),
  /** A comparison. */
  JUNIT("junit"),
  /** Levels. */
  OPENMETRICS("openmetrics"),
  /** Levels. */
  GITHUB_ACTION_BENCHMARK("github-action-benchmark"),
  /** Texts. */
  OPEN_ASR("open-asr");

  private final String word;

  ExportFormat(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** Whether there is a row a trial or clip: such formats take every file of a folder. */
  boolean rows() {
    return this == CSV || this == JSONL || this == SQL;
  }

  /** Whether it can show a comparison. */
  boolean compares() {
    return this == JUNIT || this == MARKDOWN;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(ExportFormat::word).toList();
  }

  static ExportFormat of(String word) throws BadInputException {
    for (ExportFormat format : values()) {
      if (format.word.equals(word)) {
        return format;
      }
    }
    Optional<String> meant = Suggestion.nearest(word, words());
    throw new BadInputException(
        List.of(
            "FORMAT: found '"
                + word
                + "'; allowed: "
                + words().stream().collect(Collectors.joining(", "))
                + meant.map(w -> "; did you mean " + w + "?").orElse("; choose one")));
  }
}
