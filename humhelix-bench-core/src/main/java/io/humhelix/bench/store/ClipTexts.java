package io.humhelix.bench.store;

import io.humhelix.bench.internal.text.TextHash;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the texts of some clips from a results file that was read without texts. Records are
 * decoded until all are found; the rest of the file is passed. Damage is for {@link RunReader} to
 * refuse, and is left out here.
 */
public final class ClipTexts {

  /**
   * A normalised text that is known by its hash.
   *
   * @param runConfigId its run config
   * @param clipId its clip
   * @param hash of the normalised text, as {@link RunReader#readWithoutTexts} has it
   */
  public record Wanted(String runConfigId, String clipId, String hash) {}

  private ClipTexts() {}

  /**
   * Finds normalised texts.
   *
   * @param file a results file of this tool
   * @param wanted which ones
   * @return those that were found; none of a baseline that was stored without texts
   * @throws StoreException if the file cannot be read
   */
  public static Map<Wanted, String> normalized(Path file, Set<Wanted> wanted)
      throws StoreException {
    Set<Wanted> open = new HashSet<>(wanted);
    Map<Wanted, String> found = new HashMap<>();
    scan(
        file,
        new Texts() {
          @Override
          public boolean needs(StoredRecord record) {
            return !record.tree().has(SharedTexts.KEY)
                && open.stream().anyMatch(one -> record.runConfigId().equals(id(one)));
          }

          @Override
          public boolean ended() {
            return open.isEmpty();
          }

          @Override
          public void add(TrialResult trial) {
            for (ClipResult clip : trial.clips()) {
              clip.score()
                  .ifPresent(
                      score -> {
                        Wanted one =
                            new Wanted(
                                trial.runConfigId(),
                                clip.clipId(),
                                TextHash.of(score.hypothesis()));
                        if (!TextHash.isHash(score.hypothesis()) && open.remove(one)) {
                          found.put(one, score.hypothesis());
                        }
                      });
            }
          }
        });
    return found;
  }

  private static Optional<String> id(Wanted wanted) {
    return Optional.of(wanted.runConfigId());
  }

  /**
   * Counts the texts of clips as the engine wrote them, in valid measured trials.
   *
   * @param file a results file of this tool
   * @param clips ids of clips by that of their run config
   * @return how often each text was given, by run config and clip; none of a baseline that was
   *     stored without texts
   * @throws StoreException if the file cannot be read
   */
  public static Map<String, Map<String, SortedMap<String, Integer>>> written(
      Path file, Map<String, Set<String>> clips) throws StoreException {
    Map<String, Map<String, SortedMap<String, Integer>>> counts = new HashMap<>();
    scan(
        file,
        new Texts() {
          @Override
          public boolean needs(StoredRecord record) {
            return clips.containsKey(record.runConfigId().orElse(""));
          }

          @Override
          public boolean ended() {
            return clips.isEmpty();
          }

          @Override
          public void add(TrialResult trial) {
            for (ClipResult clip : trial.clips()) {
              if (clips.get(trial.runConfigId()).contains(clip.clipId())) {
                counts
                    .computeIfAbsent(trial.runConfigId(), any -> new HashMap<>())
                    .computeIfAbsent(clip.clipId(), any -> new TreeMap<>())
                    .merge(clip.transcript().text(), 1, Integer::sum);
              }
            }
          }
        });
    return counts;
  }

  /** What is looked for. */
  private interface Texts {
    boolean needs(StoredRecord record);

    boolean ended();

    void add(TrialResult trial);
  }

  private static void scan(Path file, Texts texts) throws StoreException {
    List<StoreException> unreadable = new ArrayList<>();
    Map<String, SharedTexts> shared = new HashMap<>();
    Set<String> read = new HashSet<>();
    RecordReader.scan(
        file,
        new RecordSink() {
          private boolean without;

          @Override
          public boolean take(byte[] line, int from, int to, int checksum) {
            return without || texts.ended() || !unreadable.isEmpty();
          }

          @Override
          public void record(StoredRecord record, byte[] json) {
            try {
              without |=
                  record.kind() == RecordKind.RUN
                      && RecordDecoder.baseline(record).filter(note -> !note.texts()).isPresent();
              boolean counts =
                  record.kind() == RecordKind.TRIAL
                      && record.status().filter(TrialStatus.OK::equals).isPresent();
              if (!without && counts && texts.needs(record) && read.add(record.id())) {
                shared
                    .computeIfAbsent(record.runConfigId().orElse(""), id -> new SharedTexts())
                    .read(record)
                    .ifPresent(texts::add);
              }
            } catch (StoreException e) {
              unreadable.add(e);
            }
          }

          @Override
          public void damage(Damage damage) {
            // The reader of the run has refused it, or left out a torn end.
          }
        });
    if (!unreadable.isEmpty()) {
      throw unreadable.get(0);
    }
  }
}
