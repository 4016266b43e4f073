package io.humhelix.bench.store;

import io.humhelix.bench.store.GatherSources.LoosePlace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Results of many files in one folder: the union of their records by id, a file for each run, under
 * the name that {@link RunWriter} gives it. Whatever the order in which files come, and however
 * often the same ones come again, the folder's results files have the same bytes.
 *
 * <ul>
 *   <li>What is in the folder already is part of the union. A file is replaced at once or not at
 *       all, and only where it gains something; one with a damaged part is kept beside it as {@code
 *       *.damaged}.
 *   <li>Files of hum-helix keep their names and, unless two of one name have different records,
 *       their bytes. They name no host: if the folder that they lie in does ({@link HostMark}),
 *       they go to a folder of that host, so that two hosts are never taken for one.
 *   <li>The artifacts that records name are copied where their SHA-256 fits, before the records.
 *   <li>A run that is still being written may be gathered from; what it has by then is taken.
 * </ul>
 */
public final class GatheredFolder {

  private static final String DAMAGED = ".damaged";
  private static final int START = 1 << 16;

  private final GatherTarget target;
  private final Path folder;
  private final GatherSources sources;

  /** Results files that lie in the folder itself. */
  private final List<Path> before;

  /** Files of hum-helix that lie in the folder's folders of hosts. */
  private final List<Path> ofHosts;

  private final List<GatheredFile> files = new ArrayList<>();
  private final List<Damage> damages = new ArrayList<>();

  private GatheredFolder(
      StoreIo io, Path folder, List<Path> before, List<Path> ofHosts, GatherSources sources) {
    this.folder = folder;
    this.before = before;
    this.ofHosts = ofHosts;
    this.sources = sources;
    Set<Path> there = new HashSet<>(before);
    there.addAll(ofHosts);
    target = new GatherTarget(io, folder, there, sources);
  }

  /**
   * A results file of the folder.
   *
   * @param file where it is
   * @param records how many records it has
   * @param added how many of them are new to the folder
   */
  public record GatheredFile(Path file, long records, long added) {
    public GatheredFile {
      Objects.requireNonNull(file, "file");
    }
  }

  /**
   * What was done.
   *
   * @param files all results files of the folder, in the order of their names; of its folders of
   *     hosts those of hum-helix
   * @param kept copies {@code *.damaged} that were made of damaged files before they were replaced
   * @param removed files of the folder whose records are now all in others of it
   * @param damages what was not readable in any of the files, and records that differ under one id
   * @param missing artifacts that records name and that no source has
   */
  public record Outcome(
      List<GatheredFile> files,
      List<Path> kept,
      List<Path> removed,
      List<Damage> damages,
      List<NamedArtifact> missing) {

    public Outcome {
      files = List.copyOf(files);
      kept = List.copyOf(kept);
      removed = List.copyOf(removed);
      damages = List.copyOf(damages);
      missing = List.copyOf(missing);
    }

    /**
     * Returns how many records are new to the folder.
     *
     * @return 0 or more
     */
    public long added() {
      return files.stream().mapToLong(GatheredFile::added).sum();
    }
  }

  /**
   * Gathers results into a folder.
   *
   * @param folder created when missing
   * @param results files and folders of any version, those of hum-helix too
   * @param progress told each file that was read
   * @return what was done
   * @throws StoreException if a source cannot be read, if the folder has files that this method
   *     would not write there, or if it cannot be written; what was in the folder is intact then
   */
  public static Outcome gather(Path folder, List<Path> results, Consumer<Path> progress)
      throws StoreException {
    return gather(folder, results, progress, DiskIo.INSTANCE);
  }

  static Outcome gather(Path folder, List<Path> results, Consumer<Path> progress, StoreIo io)
      throws StoreException {
    List<Path> given = ResultsPaths.files(results);
    requireNoHosts(folder);
    try {
      io.createFolders(folder);
    } catch (IOException e) {
      throw GatherTarget.failed(folder, e);
    }
    try (StoreIo.Lock lock = lock(folder, io)) {
      Objects.requireNonNull(lock, "lock");
      List<Path> before = Files.isDirectory(folder) ? RecordReader.filesIn(folder) : List.of();
      List<Path> ofHosts = Files.isDirectory(folder) ? ofHosts(folder) : List.of();
      Map<Path, Path> all = new LinkedHashMap<>();
      before.forEach(file -> all.put(ResultsPaths.real(file), file));
      ofHosts.forEach(file -> all.put(ResultsPaths.real(file), file));
      given.forEach(file -> all.putIfAbsent(ResultsPaths.real(file), file));
      GatherSources sources = GatherSources.read(List.copyOf(all.values()), progress);
      return new GatheredFolder(io, folder, before, ofHosts, sources).gather();
    }
  }

  /**
   * Runs in a folder of a host are what sync brought: not this folder's until they are gathered.
   */
  private static List<Path> ofHosts(Path folder) throws StoreException {
    List<Path> files = new ArrayList<>();
    for (Path host : ResultsPaths.hostFoldersIn(folder)) {
      for (Path file : RecordReader.filesIn(host)) {
        try {
          if (!hasRun(file)) {
            files.add(file);
          }
        } catch (IOException e) {
          throw GatherTarget.unreadable(file, e);
        }
      }
    }
    return files;
  }

  /** Every record of ours names its run, the first one too. */
  private static boolean hasRun(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(START), StandardCharsets.ISO_8859_1).contains("\"run_id\"");
    }
  }

  /** There, a file of hum-helix would be taken for that host's. */
  private static void requireNoHosts(Path folder) throws StoreException {
    Optional<HostMark> mark = HostMark.of(folder);
    if (mark.isPresent()) {
      throw new StoreException(
          folder,
          "folder '"
              + folder
              + "' has the results of "
              + mark.get().place()
              + ", which sync keeps as they are there; allowed: a folder of no host; gather into"
              + " another one",
          null);
    }
  }

  private static StoreIo.Lock lock(Path folder, StoreIo io) throws StoreException {
    try {
      return io.lock(folder.resolve("gather"));
    } catch (StoreException e) {
      throw new StoreException(
          folder,
          "folder '" + folder + "' is being gathered into by another process; wait for its end",
          null);
    }
  }

  private Outcome gather() throws StoreException {
    SortedMap<String, String> runs = sources.runNames();
    SortedMap<LoosePlace, Set<String>> loose = sources.loosePlaces();
    Set<Path> written = new LinkedHashSet<>();
    runs.values().forEach(name -> written.add(folder.resolve(name)));
    loose.keySet().forEach(place -> written.add(place.in(folder)));
    List<Path> superseded = superseded(written);
    sources.sources().forEach(source -> damages.addAll(source.damages()));
    for (Map.Entry<String, String> run : runs.entrySet()) {
      gatherRun(run.getKey(), run.getValue());
    }
    damages.addAll(sources.loose().conflicts());
    for (Map.Entry<LoosePlace, Set<String>> one : loose.entrySet()) {
      gatherLoose(one.getKey(), one.getValue());
    }
    target.delete(superseded);
    files.sort(Comparator.comparing(GatheredFile::file));
    return new Outcome(files, target.kept(), superseded, damages, target.missing());
  }

  /** Files of the folder that will not be written: their records go to others. */
  private List<Path> superseded(Set<Path> written) throws StoreException {
    List<Path> superseded = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    for (GatherSources.Source source : sources.sources()) {
      boolean stays =
          !before.contains(source.path())
              || written.contains(source.path())
              || source.runs().isEmpty() && source.loose().isEmpty();
      if (stays) {
        continue;
      }
      if (source.isDamaged() || !source.runs().isEmpty() && !RunFileName.isOne(source.name())) {
        foreign.add(source.name());
      } else {
        superseded.add(source.path());
      }
    }
    if (!foreign.isEmpty()) {
      throw new StoreException(
          folder,
          "folder '"
              + folder
              + "' has files that gather does not write: "
              + String.join(", ", foreign)
              + "; allowed are those that it wrote, or a run's own. Their records would be there"
              + " twice: move them to another folder, and give that one as RESULTS too",
          null);
    }
    return superseded;
  }

  private void gatherRun(String run, String name) throws StoreException {
    Path file = folder.resolve(name);
    RecordUnion union = new RecordUnion();
    long there = 0;
    List<Path> from = new ArrayList<>();
    for (GatherSources.Source source : sources.sources()) {
      if (source.runs().contains(run)) {
        addRun(source.path(), run, union);
        from.add(source.path());
      }
      // Those of the folder come first.
      there = before.contains(source.path()) ? union.size() : there;
    }
    damages.addAll(union.conflicts());
    for (NamedArtifact artifact : union.artifacts()) {
      target.copy(artifact, file, from);
    }
    target.replace(file, union.size() > there, union.sha256(), union::writeTo);
    files.add(new GatheredFile(file, union.size(), union.size() - there));
  }

  private static void addRun(Path file, String run, RecordUnion union) throws StoreException {
    RecordReader.scan(
        file,
        new RecordSink() {
          @Override
          public void record(StoredRecord stored, byte[] json) throws IOException {
            if (stored.runId().filter(run::equals).isPresent()) {
              union.add(stored, json);
            }
          }

          @Override
          public void damage(Damage damage) {
            // Known from the first reading.
          }
        });
  }

  private void gatherLoose(LoosePlace place, Set<String> ids) throws StoreException {
    Path file = place.in(folder);
    if (isThere(file, ids)) {
      // A folder of a host stays as the host's is; what is in two files of it counts once.
      files.add(new GatheredFile(file, ids.size(), 0));
      return;
    }
    if (place.host().isPresent()) {
      target.mark(place.host().get());
    }
    RecordUnion union = sources.loose().only(ids);
    String whole = null;
    Path as = null;
    Set<String> there = new LinkedHashSet<>();
    for (GatherSources.Source source : sources.sources()) {
      if (before.contains(source.path()) || ofHosts.contains(source.path())) {
        there.addAll(source.loose());
      }
      if (source.isWholeBlock() && source.loose().equals(ids)) {
        String hash = GatherTarget.hash(source.path());
        if (whole == null || hash.compareTo(whole) < 0) {
          whole = hash;
          as = source.path();
        }
      }
    }
    long added = ids.stream().filter(id -> !there.contains(id)).count();
    if (as == null) {
      target.replace(file, added > 0, union.sha256(), union::writeTo);
    } else {
      Path source = as;
      target.replace(file, added > 0, whole, out -> FileBytes.copy(source, out));
    }
    files.add(new GatheredFile(file, ids.size(), added));
  }

  private boolean isThere(Path target, Set<String> ids) {
    return ofHosts.contains(target)
        && sources.sources().stream()
            .anyMatch(source -> source.path().equals(target) && source.loose().containsAll(ids));
  }
}
