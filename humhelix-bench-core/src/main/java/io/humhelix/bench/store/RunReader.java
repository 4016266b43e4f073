package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.result.RunResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the run that a results file holds: it equals the {@link RunResult} that was written.
 * Exceptions: no file has secrets; times of segments that are infinite are NaN, and lone surrogates
 * U+FFFD; a fork that was cancelled has no record; after a resume, the file has cancelled trials
 * that the result left out. If records are missing, the run has a warning of {@link #RECORDS_LOST}.
 *
 * <p>It reads record by record and keeps each text once, so long runs fit into memory. The methods
 * have no state; several threads may call them.
 */
public final class RunReader {

  /** Code of the issue of a trial whose texts are in a record that is damaged or missing. */
  public static final String TEXTS_LOST = "texts-lost";

  /**
   * Code of the issue of a run whose file lacks records, and of a run config whose file lacks valid
   * trials. It was not written: reading found it.
   */
  public static final String RECORDS_LOST = "records-lost";

  private RunReader() {}

  /**
   * Reads a run whose results are to be looked at.
   *
   * @param path a results file of this tool, or a folder, of which the newest is taken
   * @return what is in it; a torn end is left out. Of a run that was not through {@link
   *     RunResult#cancelled()} is true, and so far unfinished run configs are {@code CANCELLED}
   * @throws StoreException if there is none, if it is of another form, or if it is damaged
   *     elsewhere than at its end
   */
  public static RunResult read(Path path) throws StoreException {
    return stored(path).run();
  }

  /** Reads a run that may still be being written. */
  static StoredRun stored(Path path) throws StoreException {
    Path file = locate(path, "read");
    return read(file, "read", asRun(file), ReadDepth.ALL);
  }

  /**
   * Reads what a comparison of runs needs, many times faster and into less memory than {@link
   * #read}: trials, calls, metrics, issues and counted errors as they are there. Their clips have
   * no text, segments, phases and issues, and scores no alignment; normalised texts of more than
   * 128 characters are SHA-256 hashes, which are the same where the texts are.
   *
   * @param path a results file of this tool, or a folder, of which the newest is taken
   * @return the run without texts
   * @throws StoreException as {@link #read}
   */
  public static RunResult readWithoutTexts(Path path) throws StoreException {
    Path file = locate(path, "read");
    return read(file, "read", asRun(file), ReadDepth.WITHOUT_TEXTS).run();
  }

  /**
   * Reads what a report of a long run needs: as {@link #readWithoutTexts}, but with the texts of
   * the first valid trial of each run config; of other measured trials that are OK, one of so many
   * is kept. Which these are depends on the file alone.
   *
   * @param path a results file of this tool, or a folder, of which the newest is taken
   * @param every one of how many trials is kept; 1 for all
   * @return the run with such trials
   * @throws StoreException as {@link #read}
   */
  public static RunResult readSample(Path path, int every) throws StoreException {
    Path file = locate(path, "read");
    return read(file, "read", asRun(file), new ReadDepth(ReadDepth.Texts.OF_FIRST, every)).run();
  }

  /**
   * Reads a run that is to go on.
   *
   * @param path a results file, or a folder, of which the newest results file is taken
   * @return what is in it; a torn end is left out
   * @throws StoreException if there is none, if it is not one of this format, if it is damaged
   *     elsewhere than at its end, or if it is still being written
   */
  public static StoredRun readToResume(Path path) throws StoreException {
    Path file = locate(path, "resume");
    WriterLock lock = WriterLock.of(file);
    try {
      return read(
          file,
          "resume",
          "continued; start a new run, or " + repair(file) + "and resume the",
          ReadDepth.ALL);
    } finally {
      lock.close();
    }
  }

  /**
   * Tells whether a run goes on.
   *
   * @param file a results file
   * @return whether a process of this machine is writing it; false where nobody can tell
   */
  public static boolean isBeingWritten(Path file) {
    return WriterLock.isHeld(file);
  }

  /**
   * Reads only what the first record of a file tells of its run: a few milliseconds, however long
   * the file is.
   *
   * @param file a results file
   * @return empty if it does not begin with an intact record of a run, as hum-helix's own
   * @throws StoreException if it cannot be read, or its first record is of a later version
   */
  public static Optional<RunHeader> header(Path file) throws StoreException {
    Optional<StoredRecord> first = first(file);
    return first.isPresent() ? Optional.of(RecordDecoder.header(first.get())) : Optional.empty();
  }

  /**
   * Tells of which run a file is a copy, as {@code rescore} writes it.
   *
   * @param file a results file
   * @return id of the run whose trials it has again; empty if it is no copy, or nobody knows
   * @throws StoreException if it cannot be read
   */
  public static Optional<String> copyOf(Path file) throws StoreException {
    return first(file)
        .map(record -> record.tree().path(RunCopy.ORIGIN).path("run_id"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }

  private static Optional<StoredRecord> first(Path file) throws StoreException {
    try (InputStream in = Files.newInputStream(file)) {
      if (RecordReader.formatOf(file) != FileFormat.RECORD_LINES) {
        return Optional.empty();
      }
      LineScanner lines = new LineScanner(in, RecordLine.MAX_BYTES);
      if (!lines.advance() || !lines.terminated() || lines.tooLong()) {
        return Optional.empty();
      }
      List<StoredRecord> records = new ArrayList<>();
      byte[] line = Arrays.copyOf(lines.line(), lines.length() + 1);
      line[lines.length()] = '\n';
      new LineReader(
              file,
              new RecordSink() {
                @Override
                public void record(StoredRecord stored, byte[] json) {
                  records.add(stored);
                }

                @Override
                public void damage(Damage damage) {
                  // Whoever reads the whole file is told.
                }
              })
          .read(new ByteArrayInputStream(line));
      return records.stream().filter(one -> one.kind() == RecordKind.RUN).findFirst();
    } catch (IOException e) {
      throw new StoreException(
          file, "results file '" + file + "' cannot be read: " + Reasons.of(e), e);
    }
  }

  private static String asRun(Path file) {
    return "read as a run; " + repair(file) + "and use the";
  }

  private static String repair(Path file) {
    return "run 'humhelix-bench repair " + file + "' ";
  }

  private static StoredRun read(Path file, String purpose, String remedy, ReadDepth depth)
      throws StoreException {
    RunAssembly run = new RunAssembly(file, depth);
    List<Damage> damages = new ArrayList<>();
    List<StoreException> unreadable = new ArrayList<>();
    FileFormat format =
        RecordReader.scan(
            file,
            new RecordSink() {
              @Override
              public boolean take(byte[] line, int from, int to, int checksum) {
                return unreadable.isEmpty() && run.take(line, from, to, checksum);
              }

              @Override
              public void record(StoredRecord stored, byte[] json) {
                try {
                  if (unreadable.isEmpty()) {
                    run.add(stored, json);
                  }
                } catch (StoreException e) {
                  unreadable.add(e);
                }
              }

              @Override
              public void damage(Damage damage) {
                damages.add(damage);
              }
            });
    long bytes = sizeOf(file);
    long intact = bytes;
    for (Damage damage : damages) {
      if (damage.kind() == Damage.Kind.UNREADABLE) {
        continue; // It is empty: what is said of a file without a run fits.
      }
      if (damage.kind() != Damage.Kind.TORN_TAIL) {
        throw new StoreException(
            file,
            "results file '"
                + file
                + "' is damaged, and cannot be "
                + remedy
                + " repaired copy: "
                + damage.text(),
            null);
      }
      intact = Math.min(intact, damage.offset());
    }
    if (format != FileFormat.RECORD_LINES || !run.hasBegun()) {
      throw new StoreException(
          file,
          "results file '"
              + file
              + "' does not begin with the record of a run, so there is nothing to "
              + purpose
              + "; name a benchmark-*.db.yaml of this tool (of hum-helix's own: show, report,"
              + " history and export read them)",
          null);
    }
    if (!unreadable.isEmpty()) {
      throw unreadable.get(0);
    }
    return run.build(bytes, intact);
  }

  private static Path locate(Path path, String purpose) throws StoreException {
    if (!Files.isDirectory(path)) {
      return path;
    }
    List<Path> files = RecordReader.filesIn(path);
    if (files.isEmpty()) {
      throw new StoreException(
          path,
          "folder '"
              + path
              + "' has no benchmark-*.db.yaml itself, so there is nothing to "
              + purpose
              + "; name "
              + ResultsPaths.others(path, "a folder that has, or a file"),
          null);
    }
    // Their names begin with the time of their start.
    Path newest = files.get(files.size() - 1);
    for (int i = files.size() - 1; i >= 0; i--) {
      if (isOurs(files.get(i))) {
        return files.get(i);
      }
    }
    return newest;
  }

  /** hum-helix's files may lie beside ours; they have no run. */
  private static boolean isOurs(Path file) {
    try {
      return RecordReader.formatOf(file) == FileFormat.RECORD_LINES;
    } catch (IOException e) {
      return true; // Reading it says why.
    }
  }

  static long sizeOf(Path file) throws StoreException {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new StoreException(
          file, "results file '" + file + "' cannot be read: " + Reasons.of(e), e);
    }
  }
}
