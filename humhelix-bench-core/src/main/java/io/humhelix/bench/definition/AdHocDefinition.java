package io.humhelix.bench.definition;

import io.humhelix.bench.internal.plan.ModelPaths;
import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A definition without a file: backends, models and audio as somebody types them, the rest found or
 * left at its default.
 *
 * @param definition what to measure
 * @param input how its clips were named
 * @param remarks what was found or assumed, a line each; for people
 */
public record AdHocDefinition(
    BenchmarkDefinition definition, InputForm input, List<String> remarks) {

  private static final int MOST_PARENTS = 3;

  public AdHocDefinition {
    remarks = List.copyOf(remarks);
  }

  /**
   * What was typed. Several backends, models, compute types, devices or values of an option are a
   * matrix.
   *
   * @param backends ids, at least one
   * @param models names or paths, at least one
   * @param computeTypes none means each backend's own choice
   * @param devices none means {@code cpu}
   * @param settings options for {@code *}, or for a backend by its id; a value may be several with
   *     commas between them
   * @param audio files, patterns and folders, relative to the working directory; at least one
   * @param references a file of what is said: names, tabs and texts; JSON lines; or a manifest
   * @param language ISO 639-1 code; empty: English if every model's name ends with {@code .en},
   *     else the engine detects it
   */
  public record Values(
      List<String> backends,
      List<String> models,
      List<String> computeTypes,
      List<String> devices,
      List<OptionSetting> settings,
      List<String> audio,
      Optional<Path> references,
      Optional<String> language) {

    public Values {
      backends = List.copyOf(backends);
      models = List.copyOf(models);
      computeTypes = List.copyOf(computeTypes);
      devices = List.copyOf(devices);
      settings = List.copyOf(settings);
      audio = List.copyOf(audio);
    }
  }

  /**
   * Makes the definition.
   *
   * @param values what was typed
   * @param overrides folder of the models, counts of forks and trials; the others are not used
   * @return the definition, all paths of it absolute
   * @throws DefinitionException if it cannot be made, with all its problems; each names the option
   *     of the command line, or the file of references
   */
  public static AdHocDefinition read(Values values, Overrides overrides)
      throws DefinitionException {
    Problems problems = new Problems("command line");
    Folder base = Folder.of(Path.of(""));
    values.language().ifPresent(code -> requireLanguage(code, problems));
    require("--backend", values.backends(), "ids of backends, such as whisper-jni", problems);
    require("--model", values.models(), "names or paths of models, such as tiny.en", problems);
    require("--audio", values.audio(), "audio files, patterns or folders", problems);
    TrialPolicy trials = PolicyForm.withCounts(TrialPolicy.DEFAULT, overrides, problems);
    TypedInput input = TypedInput.find(values.audio(), base, problems);
    Optional<References> references =
        values
            .references()
            .flatMap(file -> References.read(file, base.show(absolute(file)), problems));
    TypedSystems systems = new TypedSystems(base, problems);
    List<SutSpec> suts = systems.read(values);
    List<String> remarks = new ArrayList<>();
    List<AudioClip> clips = clips(input, values, references, problems, remarks);
    problems.throwIfAny();
    TranscriptionTask task =
        new TranscriptionTask(
            values.language().or(() -> english(values.models())),
            TranscriptionTask.DEFAULT.kind(),
            false,
            false);
    BenchmarkDefinition.Builder builder =
        BenchmarkDefinition.builder(
                TypedSystems.title(suts, systems.matrix(), Optional.of(input.name())))
            .workload(new Workload(input.name(), clips, task))
            .suts(suts)
            .matrix(systems.matrix())
            .trials(trials)
            .base(base.path());
    Optional<Path> models = overrides.models().map(AdHocDefinition::absolute);
    if (models.isEmpty()
        && !values.models().stream().allMatch(m -> ModelPaths.isPath(SutForm.model(base, m)))) {
      models = models(base, input);
      models.ifPresent(
          folder -> remarks.add("models: " + base.show(folder) + " (--models names another)"));
    }
    models.ifPresent(builder::models);
    BenchmarkDefinition definition = builder.build();
    RunConfigs.check(definition)
        .forEach(p -> problems.general(p.key(), p.found(), p.allowed(), p.remedy()));
    problems.throwIfAny();
    return new AdHocDefinition(
        definition, new InputForm(input.typed(), values.references()), remarks);
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static void require(
      String option, List<String> values, String allowed, Problems problems) {
    if (values.isEmpty()) {
      problems.add(new Problem(option, 0, 0, "", "it is missing", allowed, "add it"));
    }
  }

  private static void requireLanguage(String code, Problems problems) {
    WorkloadForm.refused(code)
        .ifPresent(
            why ->
                problems.add(
                    new Problem(
                        "--language",
                        0,
                        0,
                        "",
                        "found " + Quote.of(code),
                        why.allowed(),
                        why.remedy())));
  }

  /** Models with such a name know no other language. */
  private static Optional<String> english(List<String> models) {
    return models.stream().allMatch(model -> model.matches(".*\\.en([-.].*)?"))
        ? Optional.of("en")
        : Optional.empty();
  }

  private static List<AudioClip> clips(
      TypedInput input,
      Values values,
      Optional<References> references,
      Problems problems,
      List<String> remarks) {
    if (input.files().isEmpty()) {
      return List.of();
    }
    if (references.isPresent()) {
      References.Matched matched = references.get().match(input.files());
      remarks.addAll(matched.remarks());
      return matched.clips();
    }
    if (values.references().isEmpty()) {
      Optional<Path> manifest =
          Optional.ofNullable(input.folder())
              .map(folder -> folder.resolve("manifest.jsonl"))
              .filter(Files::isRegularFile);
      remarks.add(
          "no references, so no error rates"
              + manifest
                  .map(file -> "; found some: --references " + Folder.of(Path.of("")).show(file))
                  .orElse("; give them with --references FILE"));
    }
    List<String> ids = WorkloadForm.ids(input.files().stream().map(Path::toString).toList());
    List<AudioClip> clips = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      clips.add(AudioClip.of(input.files().get(i)).withId(ids.get(i)));
    }
    return clips;
  }

  /** A folder called models here, beside the audio or not far above it. */
  private static Optional<Path> models(Folder base, TypedInput input) {
    List<Path> places = new ArrayList<>();
    places.add(base.path());
    Path folder = input.folder();
    for (int i = 0; i <= MOST_PARENTS && folder != null; i++) {
      places.add(folder);
      folder = folder.getParent();
    }
    return places.stream()
        .map(place -> place.resolve("models"))
        .filter(Files::isDirectory)
        .findFirst();
  }
}
