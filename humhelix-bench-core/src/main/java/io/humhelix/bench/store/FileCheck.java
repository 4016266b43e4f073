package io.humhelix.bench.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Whether a results file is what was written: every record's checksum, that no record was taken
 * out, and the files beside it. A file of hum-helix has no checksums, so of its records only the
 * form can be checked.
 */
public final class FileCheck {

  private FileCheck() {}

  /**
   * An artifact that is not what its record names.
   *
   * @param artifact as the record names it
   * @param state what is there instead
   */
  public record BadArtifact(NamedArtifact artifact, NamedArtifact.State state) {
    public BadArtifact {
      Objects.requireNonNull(artifact, "artifact");
      Objects.requireNonNull(state, "state");
    }
  }

  /**
   * What was found.
   *
   * @param file the results file
   * @param format its form
   * @param records how many records can be read
   * @param verified how many of them have a checksum that fits
   * @param runs ids of the runs in it; none in a file of hum-helix
   * @param unfinished ids of the runs without an end: killed, still going on, or cut
   * @param damages what cannot be read or trusted
   * @param missing records that were taken out, or lie in a damaged part: one text for each gap
   * @param artifacts how many files beside it the records name
   * @param badArtifacts those of them that are missing or were changed
   */
  public record Outcome(
      Path file,
      FileFormat format,
      long records,
      long verified,
      Set<String> runs,
      Set<String> unfinished,
      List<Damage> damages,
      List<String> missing,
      int artifacts,
      List<BadArtifact> badArtifacts) {

    public Outcome {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(format, "format");
      runs = Set.copyOf(runs);
      unfinished = Set.copyOf(unfinished);
      damages = List.copyOf(damages);
      missing = List.copyOf(missing);
      badArtifacts = List.copyOf(badArtifacts);
    }

    /**
     * Returns whether nothing is lost or doubtful. A torn end is a loss too: of the record that was
     * being written.
     *
     * @return whether there is neither damage, nor a gap, nor a bad artifact
     */
    public boolean isIntact() {
      return damages.isEmpty() && missing.isEmpty() && badArtifacts.isEmpty();
    }
  }

  /**
   * Checks a file, and reads the files beside it for their SHA-256.
   *
   * @param file a results file of any version, or one of hum-helix
   * @return what was found
   * @throws StoreException if it cannot be read at all
   */
  public static Outcome of(Path file) throws StoreException {
    Tally tally = new Tally();
    FileFormat format = RecordReader.scan(file, tally);
    List<BadArtifact> bad = new ArrayList<>();
    for (NamedArtifact artifact : tally.artifacts.values()) {
      NamedArtifact.State state = artifact.check(file, true);
      if (state != NamedArtifact.State.INTACT) {
        bad.add(new BadArtifact(artifact, state));
      }
    }
    Set<String> unfinished = new LinkedHashSet<>(tally.seqs.keySet());
    unfinished.removeAll(tally.ended);
    return new Outcome(
        file,
        format,
        tally.records,
        tally.verified,
        tally.seqs.keySet(),
        unfinished,
        tally.damages,
        tally.missing(),
        tally.artifacts.size(),
        bad);
  }

  private static final class Tally implements RecordSink {

    private final List<Damage> damages = new ArrayList<>();
    private final Map<String, SeqRanges> seqs = new LinkedHashMap<>();
    private final Set<String> ended = new LinkedHashSet<>();

    /** By place and content: a run's last record names what its forks named. */
    private final Map<String, NamedArtifact> artifacts = new LinkedHashMap<>();

    private final RecordKeys ids = new RecordKeys();
    private long records;
    private long verified;

    @Override
    public void damage(Damage damage) {
      damages.add(damage);
    }

    @Override
    public void record(StoredRecord record, byte[] json) {
      records++;
      int checksum = RecordLine.crc32c(json, 0, json.length);
      if (record.tree().has("record") && !ids.add(record.id(), checksum)) {
        damages.add(
            ids.checksum(record.id()) == checksum
                ? Damage.of(
                    record,
                    Damage.Kind.REPEATED,
                    "record " + record.id() + " is there more than once; it counts once")
                : RecordUnion.conflictWithin(record));
      }
      verified += record.isVerified() ? 1 : 0;
      record.runId().ifPresent(run -> add(run, record));
      for (NamedArtifact one : NamedArtifact.in(record)) {
        artifacts.putIfAbsent(one.place() + " " + one.sha256(), one);
      }
    }

    private void add(String run, StoredRecord record) {
      SeqRanges ranges = seqs.computeIfAbsent(run, id -> new SeqRanges());
      record.seq().ifPresent(seq -> ranges.add(seq));
      // What goes on after its end has not ended.
      if (record.kind() == RecordKind.RUN_END) {
        ended.add(run);
      } else {
        ended.remove(run);
      }
    }

    private List<String> missing() {
      List<String> texts = new ArrayList<>();
      seqs.forEach(
          (run, ranges) -> ranges.gaps().forEach(gap -> texts.add(gap + " of run " + run)));
      return texts;
    }
  }
}
