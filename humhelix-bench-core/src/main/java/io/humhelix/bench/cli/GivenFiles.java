package io.humhelix.bench.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * Refuses files that a command cannot be meant for, and says which command is: a results file given
 * to {@code run}, a definition given to {@code show}. What may be right is left to the command.
 */
final class GivenFiles {

  /** Labels of parameters that are definitions. */
  static final String DEFINITION = "DEFINITION";

  /** Of one results file, and no folder. */
  static final String FILE = "FILE";

  private static final String RESULTS = "RESULTS";
  private static final int MOST = 3;

  private GivenFiles() {}

  /** Checks all that were given. */
  static void check(ParseResult parsed) throws BadInputException {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    String verb = last.commandSpec().qualifiedName().replaceFirst("\\S+ ", "");
    List<String> problems = new ArrayList<>();
    for (PositionalParamSpec one : last.matchedPositionals()) {
      for (Path path : paths(one.getValue())) {
        problem(verb, one.paramLabel(), path).ifPresent(problems::add);
      }
    }
    List<String> distinct = problems.stream().distinct().toList();
    if (!distinct.isEmpty()) {
      throw new BadInputException(distinct);
    }
  }

  private static List<Path> paths(Object value) {
    Stream<?> all = value instanceof List<?> list ? list.stream() : Stream.ofNullable(value);
    return all.filter(Path.class::isInstance).map(Path.class::cast).toList();
  }

  private static Optional<String> problem(String verb, String label, Path path) {
    GivenFile found = GivenFile.of(path);
    return switch (label) {
      case DEFINITION -> noDefinition(verb, path, found);
      case RESULTS -> noResults(verb, path, found);
      case FILE -> noResultsFile(verb, path, found);
      default -> Optional.empty();
    };
  }

  private static Optional<String> noResultsFile(String verb, Path path, GivenFile found) {
    return found == GivenFile.FOLDER
        ? Optional.of(folder(verb, path, "benchmark-*.db.yaml", "a results file"))
        : noResults(verb, path, found);
  }

  private static Optional<String> noDefinition(String verb, Path path, GivenFile found) {
    return switch (found) {
      case FOLDER -> Optional.of(folder(verb, path, "*.{yaml,yml}", "a definition (YAML)"));
      case RESULTS ->
          Optional.of(
              isNot(
                  verb,
                  path,
                  found,
                  "a definition (YAML)",
                  "show " + ShellWord.of(path),
                  "look at it"));
      case AUDIO ->
          Optional.of(
              isNot(
                  verb,
                  path,
                  found,
                  "a definition (YAML)",
                  verb + " --backend whisper-jni --model tiny.en --audio " + ShellWord.of(path),
                  "measure with it, for example"));
      case PAGE, JSON_LINES ->
          Optional.of(isNot(verb, path, found, "a definition (YAML)", "help run", "see how"));
      default -> Optional.empty();
    };
  }

  private static Optional<String> noResults(String verb, Path path, GivenFile found) {
    return switch (found) {
      case DEFINITION ->
          Optional.of(
              isNot(
                  verb,
                  path,
                  found,
                  "results files or folders of them",
                  "run " + ShellWord.of(path),
                  "measure it"));
      case AUDIO, PAGE, JSON_LINES, UNRELATED ->
          Optional.of(
              isNot(
                  verb,
                  path,
                  found,
                  "results files (benchmark-*.db.yaml) or folders of them",
                  "help " + verb,
                  "see how"));
      default -> Optional.empty();
    };
  }

  private static String isNot(
      String verb, Path path, GivenFile found, String allowed, String type, String purpose) {
    return verb
        + ": '"
        + path
        + "' is "
        + found.text()
        + "; allowed: "
        + allowed
        + "\n  to "
        + purpose
        + ": humhelix-bench "
        + type;
  }

  private static String folder(String verb, Path path, String glob, String allowed) {
    List<Path> inside = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, glob)) {
      for (Path one : entries) {
        if (verb.equals("run") || verb.equals("validate")
            ? GivenFile.of(one) == GivenFile.DEFINITION
            : Files.isRegularFile(one)) {
          inside.add(one);
        }
      }
    } catch (IOException e) {
      // Then it is named without what is in it.
    }
    inside.sort(null);
    String begin = verb + ": '" + path + "' is a folder; allowed: " + allowed;
    if (inside.isEmpty()) {
      return begin + ", and it has none";
    }
    StringBuilder text = new StringBuilder(begin);
    inside.stream()
        .limit(MOST)
        .forEach(
            one ->
                text.append("\n  type: humhelix-bench ")
                    .append(verb)
                    .append(' ')
                    .append(ShellWord.of(one)));
    return inside.size() <= MOST
        ? text.toString()
        : text + "\n  or another one of " + inside.size() + " in it";
  }
}
