package io.humhelix.bench.image;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A picture that was written.
 *
 * @param file the PNG file
 * @param title what it shows, on one line, such as {@code WER against speed, librivox}
 */
public record PictureFile(Path file, String title) {

  public PictureFile {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(title, "title");
  }

  /**
   * Returns the line of Markdown that shows it, as seen from the folder that its path is relative
   * to.
   *
   * @return an image with its title
   */
  public String markdown() {
    String path = file.toString().replace('\\', '/');
    // Between angle brackets blanks and round brackets are part of a path.
    String target =
        path.matches("[A-Za-z0-9._/~:+,@-]+") ? path : "<" + escaped(path, "<>\\") + ">";
    return "![" + escaped(title, "[]\\*_`<") + "](" + target + ")";
  }

  private static String escaped(String text, String special) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      out.append(special.indexOf(c) >= 0 ? "\\" : "").append(Character.isISOControl(c) ? ' ' : c);
    }
    return out.toString();
  }
}
