package io.humhelix.bench.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What files are to be gathered: which runs are in which of them, and what their files are called.
 * All records without a run, those of hum-helix, are kept, since what they are called follows from
 * all of them. These name no host; where the folder of their file does, it stays said.
 */
final class GatherSources {

  /** One file that is read. */
  static final class Source {
    private final Path path;
    private final Set<String> runs = new LinkedHashSet<>();
    private final Set<String> loose = new LinkedHashSet<>();
    private final List<Damage> damages = new ArrayList<>();
    private final long size;
    private final Optional<HostMark> host;
    private FileFormat format = FileFormat.RECORD_LINES;

    private Source(Path path, long size, Optional<HostMark> host) {
      this.path = path;
      this.size = size;
      this.host = host;
    }

    Path path() {
      return path;
    }

    /** Its length in bytes before it was read. */
    long size() {
      return size;
    }

    String name() {
      return String.valueOf(path.getFileName());
    }

    /** The host that its folder names; records of hum-helix name none. */
    Optional<HostMark> host() {
      return host;
    }

    /** Where its records without a run go: a folder of their host, if that is known. */
    LoosePlace place() {
      return new LoosePlace(host.map(HostMark::host), name());
    }

    Set<String> runs() {
      return runs;
    }

    /** Ids of the records without a run. */
    Set<String> loose() {
      return loose;
    }

    List<Damage> damages() {
      return damages;
    }

    /** Whether its bytes are those of hum-helix, and all of them can be read. */
    boolean isWholeBlock() {
      return format == FileFormat.LEGACY_BLOCK && damages.isEmpty() && runs.isEmpty();
    }

    /** Whether something was lost that somebody may want to look at. */
    boolean isDamaged() {
      return damages.stream()
          .anyMatch(
              damage ->
                  damage.kind() != Damage.Kind.NO_CHECKSUM
                      && (damage.kind() != Damage.Kind.TORN_TAIL
                          || format == FileFormat.LEGACY_BLOCK));
    }
  }

  /**
   * A file of records without a run, below the folder that is gathered into.
   *
   * @param host whose they are, and the name of its folder; empty if nobody knows
   * @param name of the file
   */
  record LoosePlace(Optional<String> host, String name) implements Comparable<LoosePlace> {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    private static final Comparator<LoosePlace> ORDER =
        // A place that says whose they are comes first.
        Comparator.comparing((LoosePlace place) -> place.host().isEmpty())
            .thenComparing(place -> place.host().orElse(""))
            .thenComparing(LoosePlace::name);

    @Override
    public int compareTo(LoosePlace other) {
      return ORDER.compare(this, other);
    }

    Path in(Path folder) {
      return host.map(one -> folderFor(one, folder)).orElse(folder).resolve(name);
    }

    /** Where the files of a host go. Whoever wrote a mark, it leads nowhere else. */
    static Path folderFor(String host, Path folder) {
      return folder.resolve(
          PLAIN.matcher(host).matches()
              ? host
              : "host-" + RecordJson.sha256(host.getBytes(StandardCharsets.UTF_8)).substring(0, 8));
    }
  }

  private final List<Source> sources = new ArrayList<>();

  /** When each run began, as far as its first record was found. */
  private final Map<String, Instant> starts = new LinkedHashMap<>();

  /** The first of the places at which each record without a run was found, by its id. */
  private final Map<String, LoosePlace> places = new LinkedHashMap<>();

  private final RecordUnion loose = new RecordUnion();

  static GatherSources read(List<Path> files, Consumer<Path> progress) throws StoreException {
    GatherSources read = new GatherSources();
    for (Path file : files) {
      read.add(file);
      progress.accept(file);
    }
    return read;
  }

  private void add(Path file) throws StoreException {
    Source source = new Source(file, RunReader.sizeOf(file), HostMark.of(NewFile.folderOf(file)));
    source.format =
        RecordReader.scan(
            file,
            new RecordSink() {
              @Override
              public void record(StoredRecord stored, byte[] json) throws IOException {
                add(source, stored, json);
              }

              @Override
              public void damage(Damage damage) {
                source.damages.add(damage);
              }
            });
    sources.add(source);
  }

  private void add(Source source, StoredRecord stored, byte[] json) throws IOException {
    Optional<String> run = stored.runId();
    if (run.isPresent()) {
      source.runs.add(run.get());
      if (stored.kind() == RecordKind.RUN) {
        startOf(stored).ifPresent(start -> starts.merge(run.get(), start, GatherSources::earlier));
      }
    } else {
      source.loose.add(stored.id());
      places.merge(stored.id(), source.place(), (one, other) -> min(one, other));
      loose.add(stored, json);
    }
  }

  private static Optional<Instant> startOf(StoredRecord run) {
    try {
      return run.text("started_at").map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static LoosePlace min(LoosePlace one, LoosePlace other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  List<Source> sources() {
    return Collections.unmodifiableList(sources);
  }

  /** Each run's file name. Two runs of one second and the same eight digits have all digits. */
  SortedMap<String, String> runNames() {
    Set<String> runs = new TreeSet<>();
    sources.forEach(source -> runs.addAll(source.runs()));
    Map<String, Integer> taken = new LinkedHashMap<>();
    runs.forEach(run -> taken.merge(RunFileName.of(start(run), run), 1, Integer::sum));
    SortedMap<String, String> result = new TreeMap<>();
    for (String run : runs) {
      String name = RunFileName.of(start(run), run);
      result.put(run, taken.get(name) == 1 ? name : RunFileName.inFull(start(run), run));
    }
    return result;
  }

  private Optional<Instant> start(String run) {
    return Optional.ofNullable(starts.get(run));
  }

  /** Ids of the records without a run, by the file that they go to. */
  SortedMap<LoosePlace, Set<String>> loosePlaces() {
    SortedMap<LoosePlace, Set<String>> result = new TreeMap<>();
    places.forEach((id, place) -> result.computeIfAbsent(place, key -> new TreeSet<>()).add(id));
    return result;
  }

  /** The mark of a host; of several with its name the same one is always taken. */
  HostMark mark(String host) {
    return sources.stream()
        .flatMap(source -> source.host().stream())
        .filter(mark -> mark.host().equals(host))
        .min(Comparator.comparing(HostMark::place))
        .orElseThrow();
  }

  RecordUnion loose() {
    return loose;
  }
}
