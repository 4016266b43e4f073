package io.humhelix.bench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;

/** All commands, for tests that hold of each. */
final class CommandModel {

  private CommandModel() {}

  static CommandLine root() {
    return Main.describe();
  }

  /** The words of each command, as {@code baseline set}; those that only have others below too. */
  static Stream<String> names() {
    List<String> names = new ArrayList<>();
    add(root(), names);
    return names.stream();
  }

  private static void add(CommandLine line, List<String> names) {
    for (CommandLine one : line.getSubcommands().values()) {
      names.add(one.getCommandSpec().qualifiedName().replaceFirst("humhelix-bench ", ""));
      add(one, names);
    }
  }

  static CommandLine of(String name) {
    CommandLine line = root();
    for (String word : name.split(" ")) {
      line = line.getSubcommands().get(word);
    }
    return line;
  }

  /** The words of a line as a shell parts them, without the program's name. */
  static List<String> words(String example) {
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("'([^']*)'|(\\S+)").matcher(example);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words.subList(1, words.size());
  }
}
