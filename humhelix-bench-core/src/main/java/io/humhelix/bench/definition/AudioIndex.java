package io.humhelix.bench.definition;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Audio files by what a file of references may call them. */
final class AudioIndex {

  private static final Found NONE = new Found(List.of(), 0, false);

  /**
   * What a name may mean.
   *
   * @param files several if nothing tells them apart
   * @param agreeing how many of the path's last parts agree
   * @param byNameAlone whether the name has folders, and none of them is the file's
   */
  record Found(List<Path> files, int agreeing, boolean byNameAlone) {}

  private final Set<Path> files;
  private final Map<Path, Set<Path>> byStem = new HashMap<>();

  AudioIndex(List<Path> files) {
    this.files = new LinkedHashSet<>(files);
    for (Path file : files) {
      byStem.computeIfAbsent(stem(file.getFileName()), any -> new LinkedHashSet<>()).add(file);
    }
  }

  /** Finds the files whose paths agree with a name in most of their last parts. */
  Found find(Folder base, String name) {
    try {
      Path written = Path.of(name.replace('\\', '/'));
      for (Path path : List.of(base.resolve(name), written.toAbsolutePath().normalize())) {
        if (files.contains(path)) {
          return new Found(List.of(path), Integer.MAX_VALUE, false);
        }
      }
      Path plain = written.normalize();
      Path last = plain.getFileName();
      return last == null
          ? NONE
          : nearest(
              plain,
              byStem.getOrDefault(stem(last), Set.of()),
              plain.getNameCount() > 1 && Files.exists(base.resolve(name)));
    } catch (InvalidPathException e) {
      return NONE;
    }
  }

  /**
   * Chooses.
   *
   * @param exists whether there is a file of that name, which then is another one
   */
  private static Found nearest(Path written, Set<Path> candidates, boolean exists) {
    int most = candidates.stream().mapToInt(file -> agreeing(file, written)).max().orElse(0);
    boolean partly = most < written.getNameCount();
    if (most == 0 || partly && exists) {
      return NONE;
    }
    List<Path> nearest = candidates.stream().filter(f -> agreeing(f, written) == most).toList();
    List<Path> sameExtension =
        nearest.stream()
            .filter(f -> composed(f.getFileName()).equals(composed(written.getFileName())))
            .toList();
    return new Found(sameExtension.isEmpty() ? nearest : sameExtension, most, partly && most == 1);
  }

  private static int agreeing(Path file, Path written) {
    List<Path> one = parts(file);
    List<Path> other = parts(written);
    int count = 0;
    while (count < Math.min(one.size(), other.size())
        && one.get(one.size() - 1 - count).equals(other.get(other.size() - 1 - count))) {
      count++;
    }
    return count;
  }

  private static List<Path> parts(Path path) {
    List<Path> parts = new ArrayList<>();
    stem(path).forEach(parts::add);
    return parts;
  }

  private static Path stem(Path path) {
    return Path.of(
        composed(path).replaceFirst("(?i)\\.(wav|wave|mp3|flac|ogg|opus|m4a|aac|webm|txt)$", ""));
  }

  /** File systems of macOS take umlauts apart, editors of text put them together. */
  private static String composed(Path path) {
    return Normalizer.normalize(path.toString(), Normalizer.Form.NFC);
  }
}
