package io.humhelix.bench.cli;

import io.humhelix.bench.document.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A call of the program in a document.
 *
 * @param place file and line
 * @param words what follows the program's name, without quotes
 */
record DocumentedCommand(String place, List<String> words) {

  private static final String PROGRAM = "humhelix-bench";

  /** Returns the calls of all blocks of a document, and of its running text. */
  static List<DocumentedCommand> of(Document document) {
    List<DocumentedCommand> commands = new ArrayList<>();
    for (String language : List.of("console", "sh")) {
      for (Document.Block block : document.blocks(language)) {
        List<String> lines = block.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
          String place = document.path() + ":" + (block.line() + i);
          String line = lines.get(i);
          if (language.equals("console") && !line.startsWith("$ ")) {
            continue;
          }
          while (line.endsWith("\\") && i + 1 < lines.size()) {
            line = line.substring(0, line.length() - 1) + lines.get(++i);
          }
          commands.addAll(in(place, line.replaceFirst("^\\$ ", "")));
        }
      }
    }
    for (String code : document.code()) {
      if (code.startsWith(PROGRAM + " ")) {
        commands.addAll(in(document.path() + ": " + code, code));
      }
    }
    return commands;
  }

  /** Returns the calls of a line of a shell. */
  static List<DocumentedCommand> in(String place, String line) {
    List<DocumentedCommand> commands = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (String word : split(line)) {
      if (List.of("|", "&&", "||", ";", ">", "<").contains(word)) {
        add(place, words, commands);
        words.clear();
      } else {
        words.add(unquoted(word));
      }
    }
    add(place, words, commands);
    return commands;
  }

  private static void add(String place, List<String> words, List<DocumentedCommand> commands) {
    if (!words.isEmpty()
        && (words.get(0).equals(PROGRAM) || words.get(0).endsWith("/" + PROGRAM))) {
      commands.add(new DocumentedCommand(place, List.copyOf(words.subList(1, words.size()))));
    }
  }

  /** Words as they are written, up to a comment. */
  private static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (char c : (line + " ").toCharArray()) {
      if (quote == 0 && c == '#' && word.isEmpty()) {
        break;
      }
      if (quote == 0 && c == ' ') {
        if (!word.isEmpty()) {
          words.add(word.toString());
          word.setLength(0);
        }
        continue;
      }
      if (c == '"' || c == '\'') {
        quote = quote == 0 ? c : quote == c ? 0 : quote;
      }
      word.append(c);
    }
    if (quote != 0) {
      throw new IllegalArgumentException("a quote is open: " + line);
    }
    return words;
  }

  private static String unquoted(String word) {
    return word.replaceAll("^(['\"])(.*)\\1$", "$2");
  }

  /** Returns why the program would refuse it, as far as its words alone tell. */
  Optional<String> refusal(CommandLine line) {
    try {
      line.parseArgs(words.toArray(String[]::new));
      return Optional.empty();
    } catch (ParameterException e) {
      return Optional.of(place + ": " + e.getMessage());
    }
  }
}
