package io.humhelix.bench.cli;

import java.io.File;
import java.util.regex.Pattern;

/** A path as it is to be typed in a command: in quotes where a shell would take it apart. */
final class ShellWord {

  private static final boolean WINDOWS = File.separatorChar == '\\';
  private static final Pattern PLAIN =
      Pattern.compile(
          WINDOWS ? "[\\w./:@+\\\\-]+" : "[\\w./:@%+=,-]+", Pattern.UNICODE_CHARACTER_CLASS);

  private ShellWord() {}

  /** Returns the word; one that begins with a dash is no option. */
  static String of(Object path) {
    String text = path.toString();
    String word = text.startsWith("-") ? "." + File.separator + text : text;
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    return WINDOWS ? '"' + word + '"' : "'" + word.replace("'", "'\\''") + "'";
  }
}
