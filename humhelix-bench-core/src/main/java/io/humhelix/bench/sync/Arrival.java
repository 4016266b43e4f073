package io.humhelix.bench.sync;

import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.FileFormat;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.sync.ArrivedFile.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Takes what arrived over into the host's folder. Nothing that is there is lost: a file is replaced
 * by one that begins with it, at once or not at all, and is left alone otherwise.
 */
final class Arrival {

  private static final Pattern RESULTS =
      Pattern.compile("benchmark-.*\\.db\\.yaml", Pattern.DOTALL);
  private static final Pattern FOLDER = Pattern.compile("benchmark-[A-Za-z0-9-]+\\.artifacts");
  private static final Pattern ARTIFACT = Pattern.compile("[A-Za-z0-9_-]+\\.[a-z]{1,8}");
  private static final int DIGITS = 8;

  private final Path folder;
  private final List<ArrivedFile> arrived = new ArrayList<>();

  private Arrival(Path folder) {
    this.folder = folder;
  }

  /**
   * Takes over all that lies in a folder.
   *
   * @param folder the host's folder
   * @param staging what arrived; on the same disk
   * @return what became of each file, in the order of the names
   */
  static List<ArrivedFile> of(Path folder, Path staging) throws IOException {
    Arrival arrival = new Arrival(folder);
    for (Path entry : entries(staging)) {
      arrival.take(entry);
    }
    if (!arrival.arrived.isEmpty()) {
      forceFolder(folder);
    }
    return arrival.arrived;
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
        found.forEach(entries::add);
      }
    }
    entries.sort(null);
    return entries;
  }

  private void take(Path entry) throws IOException {
    String name = entry.getFileName().toString();
    if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
      if (name.startsWith(".")) {
        // A file that rsync had not finished.
        return;
      }
      Path ours = folder.resolve(entry.getFileName());
      if (RESULTS.matcher(name).matches() && isPlain(name)) {
        add(name, ours, entry, true);
      } else {
        refuse(name, ours, entry);
      }
    } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      artifacts(name, entry);
    }
  }

  private void artifacts(String name, Path from) throws IOException {
    Path to = folder.resolve(from.getFileName());
    boolean fits =
        FOLDER.matcher(name).matches()
            && (Files.notExists(to, LinkOption.NOFOLLOW_LINKS)
                || Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS));
    for (Path entry : entries(from)) {
      if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)
          || entry.getFileName().toString().startsWith(".")) {
        continue;
      }
      String path = name + "/" + entry.getFileName();
      Path ours = to.resolve(entry.getFileName());
      if (fits && ARTIFACT.matcher(entry.getFileName().toString()).matches()) {
        Files.createDirectories(to);
        add(path, ours, entry, false);
      } else {
        refuse(path, ours, entry);
      }
    }
    if (fits && Files.isDirectory(to)) {
      forceFolder(to);
    }
  }

  /** A name that cannot move the cursor of a terminal, or pretend to be another one. */
  private static boolean isPlain(String name) {
    return name.codePoints()
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.LINE_SEPARATOR
                    || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
  }

  private void refuse(String name, Path ours, Path staged) throws IOException {
    long bytes = Files.size(staged);
    Files.delete(staged);
    arrived.add(
        new ArrivedFile(name, ours, State.REFUSED, bytes, Optional.empty(), Optional.empty()));
  }

  private void add(String name, Path ours, Path staged, boolean hasRecords) throws IOException {
    long bytes = Files.size(staged);
    State state = state(ours, staged, hasRecords);
    Optional<Path> kept = place(state, ours, staged);
    arrived.add(new ArrivedFile(name, ours, state, bytes, kept, Optional.empty()));
  }

  private static State state(Path ours, Path staged, boolean hasRecords) throws IOException {
    if (Files.notExists(ours, LinkOption.NOFOLLOW_LINKS)) {
      return State.NEW;
    }
    if (!Files.isRegularFile(ours, LinkOption.NOFOLLOW_LINKS)) {
      return State.DIFFERENT;
    }
    long same = Files.mismatch(ours, staged);
    if (same < 0) {
      return State.SAME;
    }
    // A run that is resumed cuts a torn end off and goes on there.
    if (same == Files.size(ours) || hasRecords && same >= intact(ours).orElse(Long.MAX_VALUE)) {
      return State.GROWN;
    }
    return same == Files.size(staged) ? State.SHORTER : State.DIFFERENT;
  }

  /** Where the torn end of a file begins, in bytes; empty if it has none, or other damage too. */
  private static OptionalLong intact(Path file) throws IOException {
    List<Damage> damages = new ArrayList<>();
    FileFormat format = RecordReader.scan(file, record -> {}, damages::add);
    return format == FileFormat.RECORD_LINES
            && damages.size() == 1
            && damages.get(0).kind() == Damage.Kind.TORN_TAIL
        ? OptionalLong.of(damages.get(0).offset())
        : OptionalLong.empty();
  }

  /** Returns where a file that differs is kept. */
  private static Optional<Path> place(State state, Path ours, Path staged) throws IOException {
    if (state == State.SHORTER) {
      Files.delete(staged);
      return Optional.empty();
    }
    try (FileChannel content = FileChannel.open(staged, StandardOpenOption.WRITE)) {
      content.force(true);
    }
    if (state != State.DIFFERENT) {
      Files.move(staged, ours, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return Optional.empty();
    }
    // No pattern for results matches it: it is in no table until somebody has looked at it.
    Path other = ours.resolveSibling(ours.getFileName() + ".other-" + digest(staged));
    if (Files.exists(other, LinkOption.NOFOLLOW_LINKS)) {
      Files.delete(staged);
    } else {
      Files.move(staged, other, StandardCopyOption.ATOMIC_MOVE);
    }
    return Optional.of(other);
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digest =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every file system can; the files themselves are on the disk.
    }
  }
}
