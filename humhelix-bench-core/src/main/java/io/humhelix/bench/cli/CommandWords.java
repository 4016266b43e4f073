package io.humhelix.bench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of a command line before anything is known of the command: {@code help run}, {@code run
 * help} and {@code run --help} are the same.
 *
 * @param all with {@code --help} for what means it
 * @param first the one that is to be a command; empty if there are only options
 */
record CommandWords(List<String> all, Optional<String> first) {

  private static final String HELP = "help";

  static CommandWords of(String... args) {
    List<String> words = new ArrayList<>(List.of(args));
    int at = 0;
    while (at < words.size() && words.get(at).startsWith("-")) {
      at += words.get(at).equals(ColourMode.OPTION) ? 2 : 1;
    }
    if (at >= words.size()) {
      return new CommandWords(List.copyOf(words), Optional.empty());
    }
    if (words.get(at).equals(HELP)) {
      if (at + 1 < words.size() && Verb.of(words.get(at + 1)).isPresent()) {
        words.remove(at);
        words.add("--help");
      }
    } else if (words.size() <= at + 3
        && words.size() > at + 1
        && words.get(words.size() - 1).equals(HELP)
        && !Files.exists(Path.of(HELP))) {
      boolean whole = words.size() == at + 2 || words.get(at).equals("baseline");
      if (whole) {
        words.set(words.size() - 1, "--help");
      }
    }
    return new CommandWords(List.copyOf(words), Optional.of(words.get(at)));
  }

  /** Whether nothing but one of these options was given. */
  boolean isOnly(String... options) {
    return all.size() == 1 && List.of(options).contains(all.get(0));
  }
}
