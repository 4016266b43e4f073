package io.humhelix.bench.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Says of a folder which host its results files came from. Ours name their host themselves; files
 * of hum-helix do not, and those of two hosts must not be taken for one sample.
 *
 * @param host what the host is called here, one line
 * @param place the host and its folder, such as {@code gpu1:/opt/hum-helix}, one line
 */
public record HostMark(String host, String place) {

  /** Hidden, and matched by no pattern for results. */
  private static final String FILE = ".sync-source";

  private static final long MOST_BYTES = 1 << 16;

  public HostMark {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(place, "place");
    if (host.isBlank() || !isLine(host) || !isLine(place)) {
      throw new IllegalArgumentException("a host and its place are one line each");
    }
  }

  private static boolean isLine(String text) {
    return text.chars().noneMatch(Character::isISOControl);
  }

  /** Whether a folder has a mark, be it readable or not. */
  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(FILE), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Reads the mark of a folder.
   *
   * @param folder a folder of results files
   * @return its mark, or empty if it has none
   * @throws StoreException if there is a file of that name which is no mark
   */
  public static Optional<HostMark> of(Path folder) throws StoreException {
    Path file = folder.resolve(FILE);
    if (!Files.isDirectory(folder) || Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      // Undecodable bytes become marks of replacement.
      List<String> lines =
          Files.size(file) > MOST_BYTES
              ? List.of()
              : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
      if (lines.size() == 2) {
        return Optional.of(new HostMark(lines.get(0), lines.get(1)));
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreException(file, "'" + file + "' cannot be read: " + Reasons.of(e), e);
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new StoreException(
        file,
        "'"
            + file
            + "' does not say which host the files beside it came from; allowed: a line with its"
            + " name, and one with host:folder. Remove it if you know, and sync again",
        null);
  }

  /**
   * Marks a folder, whatever mark it had.
   *
   * @param folder an existing folder
   * @throws StoreException if it cannot be written
   */
  public void write(Path folder) throws StoreException {
    Path file = folder.resolve(FILE);
    Path temporary = NewFile.temporaryFor(file);
    StoreIo io = DiskIo.INSTANCE;
    try {
      try (StoreIo.Output out = io.create(temporary)) {
        out.write((host + "\n" + place + "\n").getBytes(StandardCharsets.UTF_8));
        out.force();
      }
      io.move(temporary, file);
      io.forceFolder(folder);
    } catch (IOException e) {
      NewFile.discard(io, temporary, e);
      throw new StoreException(
          file, "'" + file + "' cannot be written: " + Reasons.of(e) + "; " + Reasons.remedy(e), e);
    }
  }
}
