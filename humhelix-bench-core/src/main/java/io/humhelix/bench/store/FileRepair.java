package io.humhelix.bench.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies what is intact. Plain YAML loaders refuse a file with a torn end as a whole; the copy they
 * read. The damaged file is left as it is, for somebody to look at, move away or delete: as long as
 * both lie in one folder, {@link RecordReader} counts their records once, but a plain loader still
 * meets the damaged file.
 */
public final class FileRepair {

  private static final String ENDING = ".db.yaml";
  private static final String REPAIRED = ".repaired" + ENDING;
  private static final int CHUNK = 1 << 20;

  private FileRepair() {}

  /**
   * What was done.
   *
   * @param copy the clean file beside the damaged one, named {@code *.repaired.db.yaml}
   * @param records how many records it has
   * @param damages what was found in the damaged file; if empty, the copy was not needed
   */
  public record Outcome(Path copy, int records, List<Damage> damages) {
    public Outcome {
      damages = List.copyOf(damages);
    }
  }

  /**
   * Writes the readable records of a file to a new file beside it, which appears at once or not at
   * all; an earlier repair of the same file is replaced. Records keep their bytes and checksum; one
   * that lost its checksum stays without; those of hum-helix become record lines.
   *
   * @param file the damaged file
   * @return where the copy is, and what was left out
   * @throws StoreException if the file cannot be read or the copy cannot be written
   */
  public static Outcome repair(Path file) throws StoreException {
    return repair(file, DiskIo.INSTANCE);
  }

  static Outcome repair(Path file, StoreIo io) throws StoreException {
    Path copy = copyOf(file);
    Path temporary = NewFile.temporaryFor(copy);
    Copier copier = new Copier();
    try {
      try (StoreIo.Output out = io.create(temporary)) {
        copier.out = out;
        RecordReader.scan(file, copier);
        copier.flush();
        out.force();
      }
      if (copier.records == 0) {
        throw new StoreException(
            file,
            "results file '" + file + "' has no readable record; there is nothing to keep",
            null);
      }
      io.move(temporary, copy);
      io.forceFolder(NewFile.folderOf(copy));
    } catch (StoreException e) {
      NewFile.discard(io, temporary, e);
      throw e;
    } catch (IOException e) {
      NewFile.discard(io, temporary, e);
      throw new StoreException(
          copy,
          "the repaired copy '"
              + copy
              + "' cannot be written: "
              + Reasons.of(e)
              + "; "
              + Reasons.remedy(e),
          e);
    }
    return new Outcome(copy, copier.records, copier.damages);
  }

  private static Path copyOf(Path file) {
    String name = String.valueOf(file.getFileName());
    String base =
        name.endsWith(REPAIRED)
            ? name.substring(0, name.length() - REPAIRED.length())
            : name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    String copy = base + REPAIRED;
    return file.resolveSibling(copy.equals(name) ? base + ".again" + REPAIRED : copy);
  }

  private static final class Copier implements RecordSink {

    private final List<Damage> damages = new ArrayList<>();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private StoreIo.Output out;
    private int records;

    @Override
    public void record(StoredRecord stored, byte[] json) throws IOException {
      boolean lostChecksum = !stored.isVerified() && stored.tree().has("record");
      byte[] line = RecordLine.frame(json);
      if (lostChecksum) {
        pending.write(line, 0, RecordLine.PREFIX.length + json.length);
        pending.write('\n');
      } else {
        pending.writeBytes(line);
      }
      records++;
      if (pending.size() > CHUNK) {
        flush();
      }
    }

    @Override
    public void damage(Damage damage) {
      damages.add(damage);
    }

    private void flush() throws IOException {
      out.write(pending.toByteArray());
      pending.reset();
    }
  }
}
