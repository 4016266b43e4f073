package io.humhelix.bench.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads results files of every version, and hum-helix's own. Damage never hides what is intact: it
 * is reported beside the records, and a record is either what was written or left out.
 *
 * <ul>
 *   <li>A torn end (the writer was killed) is left out and reported.
 *   <li>A line whose checksum does not fit is left out and reported; lines before and after it are
 *       read.
 *   <li>A complete line without any checksum (an editor removed it) is read, reported, and {@link
 *       StoredRecord#isVerified()} is false.
 *   <li>A file without any record, as an empty one, is reported.
 *   <li>A file that another tool wrote again in block style is read like one of hum-helix: its
 *       checksums are gone, and its records are not verified.
 * </ul>
 *
 * <p>The methods have no state and may be called from several threads. A file may be read while it
 * is being written: the end shows as torn at worst.
 */
public final class RecordReader {

  /** Which files of a folder are results. */
  static final String GLOB = "benchmark-*.db.yaml";

  private static final byte[] BEGINNING = "- {".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD = 2 * RecordLine.MAX_BYTES;

  private RecordReader() {}

  /**
   * Reads a file, or gathers all {@code benchmark-*.db.yaml} of a folder: the union of their
   * records by id, which is the same in whatever order, and however often, files were copied there.
   *
   * @param path file or folder
   * @return records and damage
   * @throws StoreException if it cannot be read at all
   */
  public static ResultsFile read(Path path) throws StoreException {
    if (Files.isDirectory(path)) {
      return Gathering.of(path, filesIn(path));
    }
    List<StoredRecord> records = new ArrayList<>();
    List<Damage> damages = new ArrayList<>();
    FileFormat format = scan(path, records::add, damages::add);
    return new ResultsFile(path, format, records, damages);
  }

  /**
   * Reads a file record by record, in bounded memory.
   *
   * @param file a results file
   * @param records takes each record, in the order of the file
   * @param damages takes each damage
   * @return the form of the file
   * @throws StoreException if it cannot be read at all
   */
  public static FileFormat scan(Path file, Consumer<StoredRecord> records, Consumer<Damage> damages)
      throws StoreException {
    return scan(
        file,
        new RecordSink() {
          @Override
          public void record(StoredRecord stored, byte[] json) {
            records.accept(stored);
          }

          @Override
          public void damage(Damage damage) {
            damages.accept(damage);
          }
        });
  }

  /**
   * Reads record by record, for a taker that itself cannot fail but by what it says of the file.
   */
  static FileFormat scan(Path file, RecordSink sink) throws StoreException {
    try {
      return copy(file, sink);
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Reads record by record, for a taker that writes.
   *
   * @throws StoreException if the file cannot be read
   * @throws IOException what the taker threw: a full disk is no fault of the file that is read
   */
  static FileFormat copy(Path file, RecordSink sink) throws IOException {
    Taker taker = new Taker(sink);
    try (InputStream in = Files.newInputStream(file)) {
      FileFormat format = formatOf(file);
      if (format == FileFormat.RECORD_LINES) {
        new LineReader(file, taker).read(in);
      } else {
        new BlockReader(file, taker)
            .read(new BufferedInputStream(in, 1 << 16), endsWithNewline(file));
      }
      if (!taker.anything) {
        sink.damage(
            new Damage(
                Damage.Kind.UNREADABLE, file, 1, 0, 0, "the file has no record: nothing is in it"));
      }
      return format;
    } catch (StoreException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new StoreException(
          file,
          "results file '" + file + "' does not exist; name a benchmark-*.db.yaml, or its folder",
          e);
    } catch (IOException e) {
      throw e == taker.failure ? e : unreadable(file, e);
    }
  }

  private static StoreException unreadable(Path file, IOException e) {
    return new StoreException(
        file, "results file '" + file + "' cannot be read: " + Reasons.of(e), e);
  }

  /** Remembers what the sink threw. */
  private static final class Taker implements RecordSink {

    private final RecordSink sink;
    private IOException failure;
    private boolean anything;

    private Taker(RecordSink sink) {
      this.sink = sink;
    }

    @Override
    public boolean take(byte[] line, int from, int to, int checksum) throws IOException {
      try {
        anything = true;
        return sink.take(line, from, to, checksum);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public void record(StoredRecord stored, byte[] json) throws IOException {
      try {
        anything = true;
        sink.record(stored, json);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public void damage(Damage damage) {
      anything = true;
      sink.damage(damage);
    }
  }

  /** Ours begins with a map in braces; even if just that was damaged, a checksum follows. */
  static FileFormat formatOf(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(BEGINNING.length);
      boolean lines =
          Arrays.equals(start, BEGINNING)
              || new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1)
                  .contains("}  # crc32c=");
      return lines ? FileFormat.RECORD_LINES : FileFormat.LEGACY_BLOCK;
    }
  }

  private static boolean endsWithNewline(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      if (channel.size() == 0) {
        return true;
      }
      channel.position(channel.size() - 1).read(last);
      return last.get(0) == '\n';
    }
  }

  static List<Path> filesIn(Path folder) throws StoreException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, GLOB)) {
      List<Path> files = new ArrayList<>();
      entries.forEach(files::add);
      files.sort(null);
      return files;
    } catch (IOException e) {
      throw new StoreException(
          folder, "folder '" + folder + "' cannot be listed: " + Reasons.of(e), e);
    }
  }
}
