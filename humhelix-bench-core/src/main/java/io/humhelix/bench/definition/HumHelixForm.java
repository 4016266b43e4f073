package io.humhelix.bench.definition;

import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.internal.plan.SutNames;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads hum-helix's own form: {@code download_root} and {@code benchmarks}, a list of run configs.
 * Entries that differ only in their input share one system under test, which then has one name in
 * tables; an entry that stands twice is measured twice.
 */
final class HumHelixForm {

  private static final int MOST_BEAMS = 1000;

  /**
   * One entry.
   *
   * @param sut the system, named after its model
   * @param clip its input
   * @param task the task
   */
  private record Entry(SutSpec sut, AudioClip clip, TranscriptionTask task) {}

  private final Section top;
  private final Folder base;
  private final Folder audio;
  private final Overrides overrides;
  private final Problems problems;
  private final Map<String, AudioClip> clips = new LinkedHashMap<>();
  private final Map<String, List<Node>> missing = new LinkedHashMap<>();
  private Optional<Manifest> manifest = Optional.empty();

  HumHelixForm(Section top, Folder base, Overrides overrides) {
    this.top = top;
    this.base = base;
    this.audio = overrides.workloads().map(Folder::of).orElse(base);
    this.overrides = overrides;
    this.problems = top.problems();
  }

  /** Returns the definition; empty if there are problems, which are reported. */
  Optional<BenchmarkDefinition> read(String name) {
    Optional<Path> root = top.folder("download_root", base);
    Path references = audio.path().resolve("manifest.jsonl");
    if (Files.isRegularFile(references)) {
      manifest = Manifest.read(references, audio.show(references), problems);
    }
    List<Entry> entries = entries();
    reportMissing();
    TrialPolicy trials = PolicyForm.withCounts(TrialPolicy.DEFAULT, overrides, problems);
    OptionSettings settings = new OptionSettings(overrides.settings(), problems);
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Map<Entry, Workload> workloads = workloads(entries);
    List<SutSpec> suts = suts(entries, workloads);
    BenchmarkDefinition.Builder builder =
        BenchmarkDefinition.builder(name)
            .workloads(workloads.values().stream().distinct().toList())
            .suts(settings.apply(suts))
            .trials(trials)
            .base(base.path());
    overrides
        .models()
        .map(folder -> Folder.of(folder).path())
        .or(() -> root)
        .ifPresent(builder::models);
    overrides.output().map(folder -> Folder.of(folder).path()).ifPresent(builder::output);
    BenchmarkDefinition definition = builder.build();
    settings.check(suts.stream().map(SutSpec::name).toList(), definition.matrix());
    RunConfigs.check(definition)
        .forEach(
            problem ->
                top.report("benchmarks", problem.found(), problem.allowed(), problem.remedy()));
    return Optional.of(definition);
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    List<Node> items = top.items("benchmarks", "a list of maps with model and audio_file");
    for (int i = 0; i < items.size(); i++) {
      Section.open(items.get(i), "benchmarks[" + i + "]", Level.HUM_HELIX_ENTRY, problems)
          .flatMap(this::entry)
          .ifPresent(entries::add);
    }
    return entries;
  }

  private Optional<Entry> entry(Section section) {
    Optional<String> model = section.required("model", "a model's name, such as tiny.en");
    Optional<String> file = section.required("audio_file", "an audio file, such as 30s.wav");
    Optional<String> backend = section.text("backend", "the id of a backend");
    Optional<Long> beams = section.whole("beam_size", 1, MOST_BEAMS);
    SutSpec sut =
        new SutSpec(
            SutNames.leaf(model.orElse("unknown")),
            overrides
                .backend()
                .filter(id -> !id.isBlank())
                .or(() -> backend)
                .orElse("faster-whisper"),
            model.orElse("unknown"),
            SutForm.computeType(section, overrides),
            SutForm.device(section, overrides),
            beams.map(size -> Options.empty().with("beam_size", size)).orElse(Options.empty()),
            List.of());
    TranscriptionTask task =
        new TranscriptionTask(
            model.filter(id -> id.endsWith(".en")).map(id -> "en"),
            TranscriptionTask.Kind.TRANSCRIBE,
            section.flag("word_timestamps"),
            section.flag("vad_filter"));
    return file.flatMap(text -> clip(section, text)).map(clip -> new Entry(sut, clip, task));
  }

  private Optional<AudioClip> clip(Section section, String file) {
    AudioClip known = clips.get(file);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      Path path = audio.resolve(file);
      if (Files.isRegularFile(path)) {
        clips.put(file, clip(path));
        return Optional.of(clips.get(file));
      }
      missing.computeIfAbsent(file, key -> new ArrayList<>()).add(section.place("audio_file"));
    } catch (InvalidPathException e) {
      section.report("audio_file", "found " + Quote.of(file), "an audio file, such as 30s.wav", "");
    }
    return Optional.empty();
  }

  private AudioClip clip(Path path) {
    return manifest.stream()
        .flatMap(lines -> lines.find(path).stream())
        .filter(line -> line.offset().isEmpty())
        .findFirst()
        .map(line -> line.clip(path.getFileName().toString()))
        .orElseGet(() -> AudioClip.of(path));
  }

  /** Reports each missing file once, however many entries name it. */
  private void reportMissing() {
    missing.forEach(
        (file, places) ->
            problems.at(
                places.get(0),
                "audio_file",
                "there is no file "
                    + Quote.of(file)
                    + " in "
                    + audio.show(audio.path())
                    + (places.size() > 1 ? " (" + places.size() + " entries name it)" : ""),
                "files of the workloads folder, by default the folder of this file",
                whereItIs(file)
                    .map(folder -> "it is in " + folder + ": add --workloads " + folder)
                    .orElse("put it there, or name another workloads folder (--workloads DIR)")));
  }

  /** hum-helix kept its audio in a folder {@code workloads} beside that of its configs. */
  private Optional<Path> whereItIs(String file) {
    if (overrides.workloads().isPresent()) {
      return Optional.empty();
    }
    return Stream.of(base.resolve("workloads"), base.resolve("../workloads"))
        .filter(folder -> Files.isRegularFile(folder.resolve(file)))
        .map(folder -> Path.of(base.show(folder)))
        .findFirst();
  }

  private static Map<Entry, Workload> workloads(List<Entry> entries) {
    List<AudioClip> clips = entries.stream().map(Entry::clip).distinct().toList();
    List<String> names =
        WorkloadForm.ids(clips.stream().map(clip -> clip.audio().toString()).toList());
    Map<AudioClip, String> ids = new LinkedHashMap<>();
    for (int i = 0; i < clips.size(); i++) {
      ids.put(clips.get(i), names.get(i));
    }
    Map<String, Workload> byName = new LinkedHashMap<>();
    Map<Entry, Workload> workloads = new LinkedHashMap<>();
    for (Entry entry : entries) {
      String name = name(entry, entries, ids);
      byName.putIfAbsent(name, new Workload(name, List.of(entry.clip()), entry.task()));
      workloads.put(entry, byName.get(name));
    }
    return workloads;
  }

  /** Names a workload after its file, with its task if that is not the default. */
  private static String name(Entry entry, List<Entry> entries, Map<AudioClip, String> ids) {
    boolean severalLanguages =
        entries.stream()
                .filter(other -> other.clip().equals(entry.clip()))
                .map(other -> other.task().language())
                .distinct()
                .count()
            > 1;
    return ids.get(entry.clip())
        + (severalLanguages ? entry.task().language().map(code -> " +" + code).orElse("") : "")
        + (entry.task().vadFilter() ? " +vad" : "")
        + (entry.task().wordTimestamps() ? " +words" : "");
  }

  private static List<SutSpec> suts(List<Entry> entries, Map<Entry, Workload> workloads) {
    List<SutSpec> suts = new ArrayList<>();
    List<List<String>> inputs = new ArrayList<>();
    for (Entry entry : entries) {
      String workload = workloads.get(entry).name();
      int place = 0;
      while (place < suts.size()
          && !(suts.get(place).equals(entry.sut()) && !inputs.get(place).contains(workload))) {
        place++;
      }
      if (place == suts.size()) {
        suts.add(entry.sut());
        inputs.add(new ArrayList<>());
      }
      inputs.get(place).add(workload);
    }
    List<SutSpec> restricted = new ArrayList<>();
    for (int i = 0; i < suts.size(); i++) {
      restricted.add(suts.get(i).withWorkloads(inputs.get(i)));
    }
    return SutNames.distinct(restricted, Set.of());
  }
}
