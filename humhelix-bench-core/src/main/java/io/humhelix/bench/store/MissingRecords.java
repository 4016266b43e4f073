package io.humhelix.bench.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which records of runs are not there. Those of a run have the numbers from 0 on, so a record that
 * was taken out, or lies in a damaged part, leaves a gap; one that was last leaves none.
 * hum-helix's records have no numbers. Not thread-safe.
 */
final class MissingRecords {

  /** Somebody whose file is broken need not read of each gap. */
  private static final int MOST_GAPS = 3;

  /** What leaves a record out. */
  private static final Set<Damage.Kind> LOST =
      EnumSet.of(Damage.Kind.BAD_CHECKSUM, Damage.Kind.MALFORMED, Damage.Kind.TOO_LONG);

  private final Map<String, Run> runs = new TreeMap<>();
  private String lastId = "";
  private Run last;

  private static final class Run {
    private final SeqRanges seqs = new SeqRanges();
    private final TreeSet<Path> files = new TreeSet<>();
  }

  /** Notes a record that is there; its id is {@code <run id>-<number>}, or has none. */
  void found(Path file, String recordId) {
    int number = RecordKeys.number(recordId);
    if (number >= 0) {
      found(file, RecordKeys.runOf(recordId), number);
    }
  }

  /** Notes a record that is there. */
  void found(StoredRecord record) {
    OptionalInt seq = record.seq();
    if (record.runId().isPresent() && seq.isPresent() && seq.getAsInt() >= 0) {
      found(record.file(), record.runId().get(), seq.getAsInt());
    }
  }

  private void found(Path file, String runId, int seq) {
    if (last == null || !lastId.equals(runId)) {
      lastId = runId;
      last = runs.computeIfAbsent(runId, id -> new Run());
      last.files.add(file);
    }
    last.seqs.add(seq);
  }

  /** Notes what is there in other files: what one lacks may be in another. */
  void found(MissingRecords other) {
    last = null;
    other.runs.forEach(
        (id, more) -> {
          Run run = runs.computeIfAbsent(id, any -> new Run());
          run.files.addAll(more.files);
          run.seqs.addAll(more.seqs);
        });
  }

  /** How many are missing, of all runs. */
  long count() {
    return runs.values().stream().mapToLong(run -> count(run.seqs.gaps())).sum();
  }

  /**
   * A damage for each run that lacks some, beyond those that lie in damaged places.
   *
   * @param places what is damaged in all files
   */
  List<Damage> damages(List<Damage> places) {
    List<Damage> damages = new ArrayList<>();
    runs.forEach(
        (id, run) -> {
          List<SeqRanges.Gap> gaps = run.seqs.gaps();
          long lost =
              places.stream()
                  .filter(place -> run.files.contains(place.file()) && LOST.contains(place.kind()))
                  .count();
          if (count(gaps) > lost) {
            damages.add(
                new Damage(
                    Damage.Kind.MISSING,
                    run.files.first(),
                    0,
                    0,
                    0,
                    text(gaps)
                        + " of run "
                        + id
                        + ", taken out or damaged; see 'humhelix-bench verify "
                        + run.files.first()
                        + "', and use the file as it was written"));
          }
        });
    return damages;
  }

  /** How many are missing and which, such as {@code 3 records are missing (records 4 to 6)}. */
  String text() {
    List<SeqRanges.Gap> gaps = new ArrayList<>();
    runs.values().forEach(run -> gaps.addAll(run.seqs.gaps()));
    return text(gaps);
  }

  private static String text(List<SeqRanges.Gap> gaps) {
    long count = count(gaps);
    List<String> named = new ArrayList<>();
    gaps.stream().limit(MOST_GAPS).forEach(gap -> named.add(gap.toString()));
    if (gaps.size() > MOST_GAPS) {
      named.add("and others");
    }
    return count
        + (count == 1 ? " record is" : " records are")
        + " missing ("
        + String.join(", ", named)
        + ")";
  }

  private static long count(List<SeqRanges.Gap> gaps) {
    return gaps.stream().mapToLong(gap -> gap.to() - (long) gap.from() + 1).sum();
  }
}
