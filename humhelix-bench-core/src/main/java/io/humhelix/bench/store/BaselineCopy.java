package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.ErrorUnit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A results file made small enough to be committed, to compare later runs with. It is a results
 * file itself: its records have the ids of those that they come from, and each that lacks something
 * says so under {@code left_out}. Whatever a comparison needs is there: every metric of every
 * trial, the times of the calls, the errors of each clip with its speaker, and, in place of the
 * texts, their hashes, by which it is known whether a text is the same.
 */
public final class BaselineCopy {

  static final String NOTE = "baseline";

  private BaselineCopy() {}

  /**
   * Writes a copy.
   *
   * @param file a results file of this tool, which {@link RunReader} can read
   * @param folder where to; created when missing
   * @param note what to say of it; what is left out is added
   * @param units which error rate decides, by the id of a run config, since without the references
   *     nobody could find that out; words where none is given
   * @return the copy
   * @throws StoreException if it cannot be read or written
   */
  public static Path write(Path file, Path folder, BaselineNote note, Map<String, ErrorUnit> units)
      throws StoreException {
    return write(file, folder, note, units, DiskIo.INSTANCE);
  }

  static Path write(
      Path file, Path folder, BaselineNote note, Map<String, ErrorUnit> units, StoreIo io)
      throws StoreException {
    List<StoredRecord> records = new ArrayList<>();
    RecordReader.scan(file, records::add, damage -> {});
    RunHeader header = RecordDecoder.header(records.get(0));
    Path copy = folder.resolve(RunFileName.of(Optional.of(header.startedAt()), header.runId()));
    Artifacts artifacts = new Artifacts(io, Artifacts.folderFor(copy));
    BaselineRecords small = new BaselineRecords(note, units);
    try {
      io.createFolders(folder);
      try (StoreIo.Output out = io.create(copy)) {
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        for (int i = 0; i < records.size(); i++) {
          ObjectNode tree = small.of(records.get(i));
          pending.writeBytes(RecordLine.frame(artifacts.fit(tree, records.get(i).seq().orElse(i))));
          if (pending.size() > RecordLine.MAX_BYTES) {
            out.write(pending.toByteArray());
            pending.reset();
          }
        }
        out.write(pending.toByteArray());
        out.force();
      }
      io.forceFolder(folder);
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(
          copy,
          "the baseline '"
              + copy
              + "' cannot be written: "
              + Reasons.of(e)
              + "; "
              + Reasons.remedy(e),
          e);
    }
    return copy;
  }

  /** Whether a file says of itself that it is a baseline; false for one that cannot be read. */
  static boolean isOne(Path file) {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(RecordLine.MAX_BYTES);
    } catch (IOException e) {
      return false;
    }
    int end = 0;
    while (end < start.length && start[end] != '\n') {
      end++;
    }
    try {
      return RecordLine.state(start, 0, end) == RecordLine.State.VERIFIED
          && Json.MAPPER
              .readTree(RecordLine.json(start, 0, end, RecordLine.State.VERIFIED))
              .has(NOTE);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Returns what a results file says of itself as a baseline.
   *
   * @param file a results file
   * @return empty if it is none
   * @throws StoreException if it cannot be read
   */
  public static Optional<BaselineNote> note(Path file) throws StoreException {
    List<StoredRecord> first = new ArrayList<>();
    RecordReader.scan(
        file,
        record -> {
          if (first.isEmpty()) {
            first.add(record);
          }
        },
        damage -> {});
    return first.isEmpty() ? Optional.empty() : RecordDecoder.baseline(first.get(0));
  }
}
