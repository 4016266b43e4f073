package io.humhelix.bench.backend.command;

import io.humhelix.bench.internal.program.Hello;
import io.humhelix.bench.internal.program.ProgramClient;
import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks one run config: starts the program to learn what it is and supports. */
final class CommandPreflight {

  /** A model folder of more files than this is not hashed. */
  private static final int MOST_MODEL_FILES = 200;

  private final OpenRequest request;
  private final CommandOptions options;
  private final List<Issue> issues = new ArrayList<>();

  private CommandPreflight(OpenRequest request) {
    this.request = request;
    options = new CommandOptions(request.options());
  }

  static Preflight of(OpenRequest request) {
    CommandPreflight check = new CommandPreflight(request);
    check.run();
    return new Preflight(check.issues, check.files());
  }

  private void run() {
    List<String> command = options.command();
    if (command.isEmpty()) {
      error(
          "command-missing",
          "option command is missing or empty",
          "Name the program and its arguments, such as command: [python3, engine.py].");
      return;
    }
    if (!Files.isDirectory(options.directory())) {
      error(
          "command-directory-missing",
          "there is no directory " + options.directory(),
          "Correct option directory.");
      return;
    }
    if (executable(command.get(0), options.directory(), options.environment()).isEmpty()) {
      error(
          "command-not-found",
          "there is no executable program '"
              + command.get(0)
              + "' in "
              + options.directory()
              + " or on PATH",
          "Correct option command, or make the file executable.");
      return;
    }
    try (ProgramClient client =
        ProgramClient.start(name(command), command, options.directory(), options.environment())) {
      checkAgainst(client.hello(options.startTimeout()));
    } catch (SutException e) {
      issues.add(
          Issue.error(
              "command-unusable",
              Redaction.text("command: " + e.getMessage() + lastWords(e.detail())),
              e.remedy()));
    }
  }

  private static String lastWords(String log) {
    String last = log.strip();
    int line = last.lastIndexOf('\n');
    return last.isEmpty() ? "" : " It printed last: " + last.substring(line + 1).strip();
  }

  private void checkAgainst(Hello hello) {
    SutSpec spec = request.spec();
    if (!knows(hello.devices(), spec.device().kind())) {
      refuse("device '" + spec.device() + "'", "devices", hello.devices());
    }
    if (!spec.computeType().isDefault()
        && !knows(hello.computeTypes(), spec.computeType().canonical())) {
      refuse("compute_type '" + spec.computeType() + "'", "compute types", hello.computeTypes());
    }
    hello.capabilities().ifPresent(found -> checkTask(found, hello.languages()));
    Optional<String> language = request.task().language();
    if (language.isPresent() && !knows(hello.languages(), language.get())) {
      refuse("language '" + language.get() + "'", "languages", hello.languages());
    }
  }

  private void checkTask(Set<Capability> capabilities, Set<String> languages) {
    TranscriptionTask task = request.task();
    // A program that cannot be told a language may know the one that is asked for.
    check(capabilities, Capability.LANGUAGE, task.language().isPresent() && languages.isEmpty());
    check(capabilities, Capability.WORD_TIMESTAMPS, task.wordTimestamps());
    check(capabilities, Capability.VAD, task.vadFilter());
    check(capabilities, Capability.TRANSLATE, task.kind() == TranscriptionTask.Kind.TRANSLATE);
    check(capabilities, Capability.DEVICE_INDEX, request.spec().device().index().isPresent());
  }

  private void check(Set<Capability> capabilities, Capability wanted, boolean asked) {
    if (asked && !capabilities.contains(wanted)) {
      error(
          "capability-missing",
          "the program does not have "
              + wanted.name().toLowerCase(Locale.ROOT)
              + ", which the run config needs",
          "Leave it out, or use another program.");
    }
  }

  private static boolean knows(Set<String> known, String asked) {
    return known.isEmpty() || known.contains(asked);
  }

  private void refuse(String asked, String what, Set<String> known) {
    error(
        "command-refuses",
        asked + " was requested, but the program's " + what + " are " + String.join(", ", known),
        "Use one of these, or another program.");
  }

  private void error(String code, String message, String remedy) {
    issues.add(Issue.error(code, "command: " + Redaction.text(message) + ".", remedy));
  }

  static String name(List<String> command) {
    return String.join(
        " ",
        Redaction.arguments(command).stream()
            .limit(2)
            .map(word -> new File(word).getName())
            .toList());
  }

  /** Finds a program as the shell does. */
  static Optional<Path> executable(
      String program, Path directory, Map<String, String> environment) {
    try {
      if (program.contains("/")) {
        return Optional.of(directory.resolve(program)).filter(CommandPreflight::isExecutable);
      }
      for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
        Path file = Path.of(folder.isEmpty() ? "." : folder, program);
        if (isExecutable(file)) {
          return Optional.of(file);
        }
      }
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean isExecutable(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  /** Returns the model where it is a path or lies in the models folder. */
  static Optional<Path> modelPath(OpenRequest request) {
    try {
      Path model = Path.of(request.spec().model());
      Stream<Path> candidates =
          Stream.concat(request.models().map(m -> m.resolve(model)).stream(), Stream.of(model));
      return candidates.filter(Files::exists).findFirst().map(Path::toAbsolutePath);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** What is hashed: the model's files, and the scripts that the command names. */
  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    modelPath(request).ifPresent(model -> files.addAll(regularFiles(model)));
    for (String word : options.command()) {
      try {
        Path file = options.directory().resolve(word);
        if (Files.isRegularFile(file)) {
          files.add(file);
        }
      } catch (InvalidPathException e) {
        // An argument that is no path.
      }
    }
    return files;
  }

  private static List<Path> regularFiles(Path model) {
    try (Stream<Path> walk = Files.walk(model)) {
      List<Path> files = walk.filter(Files::isRegularFile).limit(MOST_MODEL_FILES + 1L).toList();
      return files.size() > MOST_MODEL_FILES ? List.of() : files.stream().sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
