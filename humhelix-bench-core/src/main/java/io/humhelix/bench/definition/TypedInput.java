package io.humhelix.bench.definition;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Audio as it was typed: files, patterns and folders, whose WAV files all count, however deep.
 *
 * @param files at least one if nothing was reported
 * @param typed the same as files and patterns
 */
record TypedInput(List<Path> files, List<String> typed) {

  private static final List<String> IN_FOLDER = List.of("*.wav", "*.WAV", "**/*.wav", "**/*.WAV");
  private static final String ALLOWED = "WAV files, patterns such as 'clips/*.wav', or folders";

  static TypedInput find(List<String> texts, Folder base, Problems problems) {
    return find(texts, base, problems, AudioFiles.MOST_VISITED);
  }

  /**
   * Finds the files.
   *
   * @param most files that a folder may have in it, of any kind
   */
  static TypedInput find(List<String> texts, Folder base, Problems problems, int most) {
    Set<Path> files = new LinkedHashSet<>();
    List<String> typed = new ArrayList<>();
    for (String text : texts) {
      try {
        if (text.matches("(?i).*\\.ya?ml")) {
          problems.add(
              new Problem(
                  "--audio",
                  0,
                  0,
                  "",
                  Quote.of(text) + " looks like a definition",
                  ALLOWED,
                  "a definition names its audio: give it alone"));
        } else if (isFolder(base, text)) {
          folder(text, base, files, typed, most);
        } else {
          files.addAll(AudioFiles.find(base, text, most));
          typed.add(text);
        }
      } catch (AudioFiles.NotFound e) {
        problems.add(new Problem("--audio", 0, 0, "", e.getMessage(), ALLOWED, "correct the path"));
      }
    }
    return new TypedInput(List.copyOf(files), List.copyOf(typed));
  }

  private static boolean isFolder(Folder base, String text) {
    try {
      return Files.isDirectory(base.resolve(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static void folder(
      String text, Folder base, Set<Path> files, List<String> typed, int most)
      throws AudioFiles.NotFound {
    int before = files.size();
    String start = text.replaceFirst("[/\\\\]+$", "") + "/";
    for (String pattern : IN_FOLDER) {
      int known = files.size();
      try {
        files.addAll(AudioFiles.find(base, start + pattern, most));
      } catch (AudioFiles.NoMatch e) {
        continue;
      }
      if (files.size() > known) {
        typed.add(start + pattern);
      }
    }
    if (files.size() == before) {
      throw new AudioFiles.NotFound(
          "no WAV file in " + text + "; convert others with: ffmpeg -i in.mp3 -ar 16000 out.wav");
    }
  }

  /** The innermost folder that has all files; null if they share none. */
  Path folder() {
    Path common = files.get(0).getParent();
    for (Path file : files) {
      while (common != null && !file.startsWith(common)) {
        common = common.getParent();
      }
    }
    return common;
  }

  /** A name for the workload: of the file if there is one, else of the folder. */
  String name() {
    Path folder = folder();
    if (files.size() == 1) {
      return files.get(0).getFileName().toString().replaceFirst("(?i)\\.wav$", "");
    }
    return folder == null || folder.getFileName() == null
        ? "audio"
        : folder.getFileName().toString();
  }
}
