package io.humhelix.bench.store;

import io.humhelix.bench.store.GatherSources.LoosePlace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
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

  private final StoreIo io;
  private final Path folder;
  private final GatherSources sources;

  /** Results files that lie in the folder itself. */
  private final List<Path> before;

  /** Files of hum-helix that lie in the folder's folders of hosts. */
  private final List<Path> ofHosts;

  private final List<GatheredFile> files = new ArrayList<>();
  private final List<Path> kept = new ArrayList<>();
  private final List<Damage> damages = new ArrayList<>();
  private final Map<String, NamedArtifact> missing = new LinkedHashMap<>();

  private GatheredFolder(
      StoreIo io, Path folder, List<Path> before, List<Path> ofHosts, GatherSources sources) {
    this.io = io;
    this.folder = folder;
    this.before = before;
    this.ofHosts = ofHosts;
    this.sources = sources;
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
      throw failed(folder, e);
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
          throw unreadable(file, e);
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
    try {
      for (Path file : superseded) {
        io.delete(file);
      }
    } catch (IOException e) {
      throw failed(folder, e);
    }
    files.sort(Comparator.comparing(GatheredFile::file));
    return new Outcome(files, kept, superseded, damages, List.copyOf(missing.values()));
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
    Path target = folder.resolve(name);
    OptionalLong size = size(target);
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
      copy(artifact, target, from);
    }
    replace(target, size, union.size() > there, union.sha256(), union::writeTo);
    files.add(new GatheredFile(target, union.size(), union.size() - there));
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
    Path target = place.in(folder);
    if (isThere(target, ids)) {
      // A folder of a host stays as the host's is; what is in two files of it counts once.
      files.add(new GatheredFile(target, ids.size(), 0));
      return;
    }
    if (place.host().isPresent()) {
      mark(place.host().get());
    }
    OptionalLong size = size(target);
    RecordUnion union = sources.loose().only(ids);
    String whole = null;
    Path as = null;
    Set<String> there = new LinkedHashSet<>();
    for (GatherSources.Source source : sources.sources()) {
      if (before.contains(source.path()) || ofHosts.contains(source.path())) {
        there.addAll(source.loose());
      }
      if (source.isWholeBlock() && source.loose().equals(ids)) {
        String hash = hash(source.path());
        if (whole == null || hash.compareTo(whole) < 0) {
          whole = hash;
          as = source.path();
        }
      }
    }
    long added = ids.stream().filter(id -> !there.contains(id)).count();
    if (as == null) {
      replace(target, size, added > 0, union.sha256(), union::writeTo);
    } else {
      Path source = as;
      replace(target, size, added > 0, whole, out -> FileBytes.copy(source, out));
    }
    files.add(new GatheredFile(target, ids.size(), added));
  }

  private boolean isThere(Path target, Set<String> ids) {
    return ofHosts.contains(target)
        && sources.sources().stream()
            .anyMatch(source -> source.path().equals(target) && source.loose().containsAll(ids));
  }

  private void mark(String host) throws StoreException {
    Path own = LoosePlace.folderFor(host, folder);
    try {
      io.createFolders(own);
    } catch (IOException e) {
      throw failed(own, e);
    }
    if (HostMark.of(own).isEmpty()) {
      sources.mark(host).write(own);
    }
  }

  private static String hash(Path file) throws StoreException {
    try {
      return FileBytes.sha256(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static StoreException unreadable(Path file, IOException e) {
    return new StoreException(
        file, "results file '" + file + "' cannot be read: " + Reasons.of(e), e);
  }

  private void copy(NamedArtifact artifact, Path target, List<Path> from) throws StoreException {
    if (artifact.check(target, true) == NamedArtifact.State.INTACT) {
      return;
    }
    for (Path file : from) {
      if (artifact.check(file, true) == NamedArtifact.State.INTACT) {
        Path place = artifact.beside(target);
        try {
          io.createFolders(NewFile.folderOf(place));
          io.forceFolder(folder);
          NewFile.write(io, place, out -> FileBytes.copy(artifact.beside(file), out));
        } catch (IOException e) {
          throw failed(place, e);
        }
        return;
      }
    }
    missing.putIfAbsent(artifact.place() + artifact.sha256(), artifact);
  }

  /** How long a file of the folder was when it was read. */
  private OptionalLong size(Path target) {
    return sources.sources().stream()
        .filter(
            source ->
                source.path().equals(target)
                    && (before.contains(target) || ofHosts.contains(target)))
        .mapToLong(GatherSources.Source::size)
        .findFirst();
  }

  /**
   * Puts a file in its place.
   *
   * @param size of the file that is there, when it was read
   * @param gains whether there are records that it does not have
   */
  private void replace(
      Path target, OptionalLong size, boolean gains, String sha256, NewFile.Content content)
      throws StoreException {
    try {
      if (size.isEmpty()) {
        NewFile.write(io, target, content);
        return;
      }
      if (hash(target).equals(sha256)) {
        return;
      }
      StoreIo.Lock lock;
      try {
        lock = io.lock(target);
      } catch (StoreException e) {
        if (gains) {
          throw e;
        }
        return; // its writer is in the middle of a record
      }
      try {
        if (Files.size(target) != size.getAsLong()) {
          throw new StoreException(
              target,
              "results file '"
                  + target
                  + "' was written to by another process since it was read; gather again",
              null);
        }
        keepIfDamaged(target);
        NewFile.write(io, target, content);
      } finally {
        lock.close();
      }
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  private void keepIfDamaged(Path target) throws IOException {
    boolean damaged =
        sources.sources().stream()
            .anyMatch(source -> source.path().equals(target) && source.isDamaged());
    if (!damaged) {
      return;
    }
    Path copy = target.resolveSibling(target.getFileName() + DAMAGED);
    for (int i = 2; io.exists(copy); i++) {
      copy = target.resolveSibling(target.getFileName() + DAMAGED + "-" + i);
    }
    NewFile.write(io, copy, out -> FileBytes.copy(target, out));
    kept.add(copy);
  }

  private static StoreException failed(Path path, IOException e) {
    return new StoreException(
        path,
        "'"
            + path
            + "' cannot be written: "
            + Reasons.of(e)
            + "; what was gathered before is intact; "
            + Reasons.remedy(e)
            + ", then gather again",
        e);
  }
}
