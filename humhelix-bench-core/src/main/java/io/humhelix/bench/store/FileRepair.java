package io.humhelix.bench.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
   * @param copy the clean file
   * @param records how many records it has
   * @param damages what was found in the damaged file; if empty, the copy was not needed
   * @param unverified how many records of the copy have no checksum, as they had lost it
   */
  public record Outcome(Path copy, int records, List<Damage> damages, int unverified) {
    public Outcome {
      damages = List.copyOf(damages);
    }
  }

  /**
   * Writes the readable records of a file to a new file beside it, named {@code
   * *.repaired.db.yaml}, which appears at once or not at all; an earlier repair of the same file is
   * replaced. Records keep their bytes and checksum; one that lost its checksum stays without;
   * those of hum-helix become record lines.
   *
   * @param file the damaged file
   * @return where the copy is, and what was left out
   * @throws StoreException if the file cannot be read or the copy cannot be written
   */
  public static Outcome repair(Path file) throws StoreException {
    return repair(file, DiskIo.INSTANCE);
  }

  /**
   * Writes the readable records of a file to a new file of one's own choice.
   *
   * @param file the damaged file
   * @param copy what is not there yet; empty for the file that {@link #repair(Path)} writes
   * @param trusting whether records that lost their checksum get a new one: only for somebody who
   *     knows that nothing else of them was changed
   * @return where the copy is, and what was left out
   * @throws StoreException if the file cannot be read, if the copy cannot be written, or if
   *     something of its name is there
   */
  public static Outcome repair(Path file, Optional<Path> copy, boolean trusting)
      throws StoreException {
    if (copy.filter(Files::exists).isPresent()) {
      throw new StoreException(
          copy.get(),
          "the repaired copy '"
              + copy.get()
              + "' exists; allowed: a new file; name another one, or move that one away",
          null);
    }
    return repair(file, copy.orElseGet(() -> copyOf(file)), trusting, DiskIo.INSTANCE);
  }

  static Outcome repair(Path file, StoreIo io) throws StoreException {
    return repair(file, copyOf(file), false, io);
  }

  private static Outcome repair(Path file, Path copy, boolean trusting, StoreIo io)
      throws StoreException {
    Copier copier = new Copier(trusting);
    try {
      NewFile.write(
          io,
          copy,
          out -> {
            copier.out = out;
            RecordReader.copy(file, copier);
            copier.flush();
            if (copier.records == 0) {
              throw new StoreException(
                  file,
                  "results file '" + file + "' has no readable record; there is nothing to keep",
                  null);
            }
          });
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
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
    return new Outcome(copy, copier.records, copier.damages, copier.unverified);
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
    private final boolean trusting;
    private StoreIo.Output out;
    private int records;
    private int unverified;

    private Copier(boolean trusting) {
      this.trusting = trusting;
    }

    @Override
    public void record(StoredRecord stored, byte[] json) throws IOException {
      boolean lostChecksum = !trusting && !stored.isVerified() && stored.tree().has("record");
      unverified += lostChecksum ? 1 : 0;
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
