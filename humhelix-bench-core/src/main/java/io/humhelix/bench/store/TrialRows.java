package io.humhelix.bench.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Reads trials from results files of every version, and hum-helix's own, as rows. A record that
 * lies in several files is one row. Damage costs no intact row, and is reported. Immutable.
 */
public final class TrialRows {

  private final List<Path> paths;
  private final Set<RecordKind> kinds;
  private final boolean clips;

  private TrialRows(List<Path> paths, Set<RecordKind> kinds, boolean clips) {
    this.paths = List.copyOf(paths);
    this.kinds = Set.copyOf(kinds);
    this.clips = clips;
  }

  /**
   * Names what is to be read: measured trials, without clips.
   *
   * @param paths results files, and folders of them
   * @return how they are read
   */
  public static TrialRows of(List<Path> paths) {
    return new TrialRows(paths, EnumSet.of(RecordKind.TRIAL), false);
  }

  /**
   * Reads other kinds of trials.
   *
   * @param kinds any of first call, warm-up, search and trial
   * @return the same with these kinds
   */
  public TrialRows withKinds(Set<RecordKind> kinds) {
    return new TrialRows(paths, kinds, clips);
  }

  /**
   * Reads texts and clips too, which takes many times longer.
   *
   * @return the same with clips
   */
  public TrialRows withClips() {
    return new TrialRows(paths, kinds, true);
  }

  /**
   * Reads all rows, in the order of the files' names and of the records in them.
   *
   * @param rows takes one row after the other, in the calling thread
   * @return what was met
   * @throws StoreException if a path is missing, or cannot be read at all
   */
  public RowsRead forEach(Consumer<TrialRow> rows) throws StoreException {
    Set<Path> files = files();
    List<Damage> damages = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    long[] count = {0};
    for (Path file : files) {
      List<StoreException> failed = new ArrayList<>();
      RowMaker maker = new RowMaker(file, clips);
      RecordReader.scan(
          file,
          record -> {
            if (failed.isEmpty()) {
              try {
                maker.begin(record);
                if (kinds.contains(record.kind()) && seen.add(record.id())) {
                  rows.accept(maker.row(record));
                  count[0]++;
                }
              } catch (StoreException e) {
                failed.add(e);
              }
            }
          },
          damages::add);
      if (!failed.isEmpty()) {
        throw failed.get(0);
      }
    }
    return new RowsRead(List.copyOf(files), count[0], damages);
  }

  private Set<Path> files() throws StoreException {
    Set<Path> files = new TreeSet<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(RecordReader.filesIn(path));
      } else {
        files.add(path);
      }
    }
    return files;
  }
}
