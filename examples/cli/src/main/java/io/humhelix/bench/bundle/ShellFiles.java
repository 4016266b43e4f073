package io.humhelix.bench.bundle;

import io.humhelix.bench.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes what shells and {@code man} know of the program, from its description of itself. */
final class ShellFiles {

  /**
   * What zsh loads, by its name, when the program is completed first. It defines what bash has, by
   * zsh's own bridge.
   */
  private static final String ZSH =
      """
      #compdef humhelix-bench
      # Completion of humhelix-bench for zsh: needs humhelix-bench.bash beside it.
      autoload -Uz bashcompinit && bashcompinit
      source "${${(%):-%x}:A:h}/humhelix-bench.bash"
      # The script's alias for a command of bash is not expanded here, so it would be missed at each tab.
      unalias compopt
      _bash_complete -o default -F _complete_humhelix-bench
      """;

  private ShellFiles() {}

  /** Writes {@code completion} and {@code man/man1} into a bundle. */
  static void write(Path bundle, String version) throws IOException {
    CommandLine program = Main.describe();
    Path completion = Files.createDirectories(bundle.resolve("completion"));
    Path man = Files.createDirectories(bundle.resolve("man/man1"));
    writeManual(program, man, version);
    lowerCaseChoices(program);
    offerTopics(program);
    Files.writeString(
        completion.resolve("humhelix-bench.bash"),
        AutoComplete.bash(program.getCommandName(), program));
    Files.writeString(completion.resolve("_humhelix-bench"), ZSH);
  }

  private static void writeManual(CommandLine command, Path man, String version)
      throws IOException {
    ManualPage page = new ManualPage(command, version);
    Files.writeString(man.resolve(page.name() + ".1"), page.text());
    for (CommandLine below : command.getSubcommands().values()) {
      writeManual(below, man, version);
    }
  }

  /** The program takes choices in any case; people type small letters. */
  private static void lowerCaseChoices(CommandLine command) {
    // Below first: an option that all inherit comes back with the one that it is inherited from.
    command.getSubcommands().values().forEach(ShellFiles::lowerCaseChoices);
    CommandSpec spec = command.getCommandSpec();
    for (OptionSpec option : List.copyOf(spec.options())) {
      if (option.type().isEnum()) {
        spec.remove(option);
        if (!option.inherited()) {
          spec.addOption(OptionSpec.builder(option).completionCandidates(choices(option)).build());
        }
      }
    }
  }

  /** The command help takes commands. */
  private static void offerTopics(CommandLine program) {
    CommandSpec help = program.getSubcommands().get("help").getCommandSpec();
    List<String> topics =
        Stream.concat(Stream.of("metrics"), program.getSubcommands().keySet().stream()).toList();
    for (PositionalParamSpec topic : List.copyOf(help.positionalParameters())) {
      help.remove(topic);
      help.addPositional(PositionalParamSpec.builder(topic).completionCandidates(topics).build());
    }
  }

  private static List<String> choices(OptionSpec option) {
    return Stream.of(option.type().getEnumConstants())
        .map(choice -> choice.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }
}
