package io.humhelix.bench.cli;

import io.humhelix.bench.definition.DefinitionException;
import io.humhelix.bench.definition.DefinitionWriter;
import io.humhelix.bench.definition.InputForm;
import io.humhelix.bench.harness.BackendStatus;
import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.spi.OptionSpec;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code --save-definition}: the run that was asked for, as a file. */
final class SavedDefinition {

  private final CommandContext context;
  private final Path file;

  SavedDefinition(CommandContext context, Path file) {
    this.context = context;
    this.file = file;
  }

  void write(BenchmarkDefinition asked, Path output, Optional<InputForm> input, List<String> only)
      throws BadInputException, DefinitionException, IOException {
    if (!only.isEmpty()) {
      throw new BadInputException(
          List.of(
              "--save-definition: found --only beside it; a definition has all of its run configs;"
                  + " save it in a run without --only"));
    }
    refuseSecrets(asked);
    BenchmarkDefinition.Builder builder = asked.toBuilder();
    if (output != null) {
      builder.output(output);
    }
    builder.suts(withPaths(asked));
    BenchmarkDefinition definition = builder.build();
    try {
      DefinitionWriter writer = DefinitionWriter.of(definition, file);
      input.ifPresent(named -> writer.input(definition.workloads().get(0).name(), named));
      List<Path> written = writer.write();
      context.complain("wrote " + String.join(", ", written.stream().map(Path::toString).toList()));
    } catch (FileAlreadyExistsException e) {
      throw new BadInputException(
          List.of(
              "--save-definition: "
                  + e.getFile()
                  + " exists already; allowed: a new file; give another name, or remove it"));
    } catch (IOException e) {
      throw new BadInputException(
          List.of(
              "--save-definition: "
                  + file
                  + " cannot be written (its folder cannot be made, or may not be written to); give"
                  + " another name"));
    }
  }

  /** A file that is made to be kept and shared gets no secret, of a matrix neither. */
  private static void refuseSecrets(BenchmarkDefinition asked) throws BadInputException {
    Set<String> problems = new LinkedHashSet<>();
    for (RunConfig runConfig : DefinitionArguments.expand(asked)) {
      SutSpec sut = runConfig.sut();
      sut.options()
          .asMap()
          .forEach(
              (name, value) -> {
                Map<String, Object> option = Map.of(name, value);
                if (!Redaction.value("", option).equals(option)) {
                  problems.add(
                      "--save-definition: option "
                          + name
                          + " of '"
                          + Redaction.text(sut.name())
                          + "' holds a secret, which no file gets; allowed: the name of an"
                          + " environment variable that holds it (api_key_env for http,"
                          + " pass_environment for programs)");
                }
              });
    }
    if (!problems.isEmpty()) {
      throw new BadInputException(List.copyOf(problems));
    }
  }

  /** Options that are paths start at the definition's folder, which is another for the new file. */
  private List<SutSpec> withPaths(BenchmarkDefinition asked) {
    Path base = asked.base().orElse(Path.of("")).toAbsolutePath();
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (base.normalize().equals(folder)) {
      return asked.suts();
    }
    Map<String, Set<String>> paths = new HashMap<>();
    for (BackendStatus backend : context.harness().get().backends(false)) {
      for (OptionSpec option : backend.options()) {
        if (option.type() == OptionSpec.Type.PATH) {
          paths.computeIfAbsent(backend.id(), any -> new HashSet<>()).add(option.name());
        }
      }
    }
    return asked.suts().stream()
        .map(
            sut -> {
              SutSpec moved = sut;
              for (String option : paths.getOrDefault(sut.backend(), Set.of())) {
                Object value = sut.options().asMap().get(option);
                if (value instanceof String text && !Path.of(text).isAbsolute()) {
                  moved = moved.withOption(option, base.resolve(text).normalize().toString());
                }
              }
              return moved;
            })
        .toList();
  }
}
