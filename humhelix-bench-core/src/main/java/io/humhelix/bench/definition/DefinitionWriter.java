package io.humhelix.bench.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.humhelix.bench.internal.form.DefinitionTree;
import io.humhelix.bench.internal.form.Secrets;
import io.humhelix.bench.internal.form.YamlText;
import io.humhelix.bench.internal.plan.ModelPaths;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes definitions as files that give the same definition again: paths relative to the file where
 * they can be, and a manifest beside it for a workload that has more than some files and their
 * texts. Secrets in options are written as they are. Thread-safe.
 */
public final class DefinitionWriter {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SCHEMA = "definition.schema.json";

  private static final Map<String, String> COMMENTS =
      Map.of(
          "models", "The folder in which models are looked up by name.",
          "workloads", "The audio, and what is said in it.",
          "suts", "Systems under test: each is a backend with a model.",
          "matrix", "Every system with every combination of these.",
          "trials", "forks: worker processes per run config; count: measured trials in each.",
          "accuracy", "How texts are scored, and what makes a trial invalid.",
          "output", "The folder of the results.");

  private final BenchmarkDefinition definition;
  private final Path file;
  private final Folder folder;

  private DefinitionWriter(BenchmarkDefinition definition, Path file) {
    this.file = file;
    this.folder = Folder.around(file);
    this.definition = placed(definition, folder);
  }

  /**
   * Writes a definition that a file can express: counts and limits are those that definition files
   * may have, and clips are named after their files. Nothing is overwritten.
   *
   * @param definition what to write; relative paths start at the working directory
   * @param file a new file
   * @param input how the clips of its only workload were named; empty: they are written one by one
   * @return the files that were written: the definition, then its manifests
   * @throws DefinitionException if a file of this form would be another definition; nothing was
   *     written then
   * @throws IOException if a file exists already, or cannot be written
   */
  public static List<Path> write(
      BenchmarkDefinition definition, Path file, Optional<InputForm> input)
      throws DefinitionException, IOException {
    DefinitionWriter writer = new DefinitionWriter(definition, file);
    Map<Path, String> texts =
        input
            .map(writer::shorter)
            .filter(writer::isSame)
            .map(text -> Map.of(file, text))
            .orElseGet(writer::texts);
    for (Path path : texts.keySet()) {
      if (Files.exists(path)) {
        throw new FileAlreadyExistsException(path.toString());
      }
    }
    List<Path> written = new ArrayList<>();
    try {
      Path parent = file.toAbsolutePath().getParent();
      Files.createDirectories(parent);
      // Manifests first: the definition is read back with them.
      List<Path> order = new ArrayList<>(texts.keySet());
      order.remove(file);
      order.add(file);
      for (Path path : order) {
        Files.writeString(path, texts.get(path), StandardOpenOption.CREATE_NEW);
        written.add(0, path);
      }
      writer.requireSame(texts.get(file));
    } catch (IOException | DefinitionException e) {
      for (Path path : written) {
        Files.delete(path);
      }
      throw e;
    }
    return List.copyOf(written);
  }

  /** The definition as its file means it: every path absolute, options from the file's folder. */
  private static BenchmarkDefinition placed(BenchmarkDefinition definition, Folder folder) {
    BenchmarkDefinition.Builder builder =
        definition.toBuilder()
            .base(folder.path())
            .workloads(definition.workloads().stream().map(DefinitionWriter::placed).toList())
            .suts(definition.suts().stream().map(sut -> placed(sut, definition)).toList());
    definition.models().map(DefinitionWriter::absolute).ifPresent(builder::models);
    definition.output().map(DefinitionWriter::absolute).ifPresent(builder::output);
    definition
        .expectations()
        .baseline()
        .filter(ExpectationsForm::isPath)
        .map(path -> absolute(Path.of(path)).toString())
        .ifPresent(path -> builder.expectations(definition.expectations().withBaseline(path)));
    return builder.build();
  }

  private static SutSpec placed(SutSpec sut, BenchmarkDefinition definition) {
    Path base = absolute(definition.base().orElse(Path.of("")));
    return ModelPaths.isDotted(sut.model())
        ? sut.withModel(base.resolve(sut.model()).normalize().toString())
        : sut;
  }

  private static Workload placed(Workload workload) {
    List<AudioClip> clips =
        workload.clips().stream()
            .map(
                clip ->
                    new AudioClip(
                        clip.id(),
                        absolute(clip.audio()),
                        clip.reference(),
                        clip.speaker(),
                        clip.language(),
                        clip.offsetSeconds(),
                        clip.declaredSeconds()))
            .toList();
    return new Workload(workload.name(), clips, workload.task());
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private Map<Path, String> texts() {
    DefinitionTree written = tree();
    Map<Path, String> texts = new LinkedHashMap<>();
    texts.put(file, text(written.tree()));
    for (DefinitionTree.Manifest manifest : written.manifests()) {
      StringBuilder lines = new StringBuilder();
      manifest.lines().forEach(line -> lines.append(json(line)).append('\n'));
      texts.put(file.resolveSibling(manifest.name()), lines.toString());
    }
    return texts;
  }

  private DefinitionTree tree() {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    DefinitionTree written =
        DefinitionTree.of(
            definition,
            Secrets.KEPT,
            folder::written,
            number ->
                DefinitionTree.fileName(name, "benchmark")
                    + (definition.workloads().size() > 1 ? "-" + (number + 1) : "")
                    + "-clips.jsonl");
    Map<String, Object> tree = written.tree();
    List<Object> suts = new ArrayList<>();
    for (Object encoded : (List<?>) tree.get("suts")) {
      suts.add(sut((Map<?, ?>) encoded));
    }
    tree.put("suts", suts);
    definition
        .expectations()
        .baseline()
        .filter(ExpectationsForm::isPath)
        .ifPresent(path -> tree.put("baseline", folder.writtenAsPath(Path.of(path))));
    return written;
  }

  private Map<Object, Object> sut(Map<?, ?> encoded) {
    Map<Object, Object> sut = new LinkedHashMap<>(encoded);
    String model = String.valueOf(sut.get("model"));
    if (ModelPaths.isPath(model)) {
      sut.put("model", folder.writtenAsPath(Path.of(model)));
    }
    return sut;
  }

  /** The text with the clips named as somebody named them. */
  private String shorter(InputForm input) {
    Map<String, Object> tree = tree().tree();
    Map<String, Object> workload = new LinkedHashMap<>();
    ((Map<?, ?>) ((List<?>) tree.get("workloads")).get(0))
        .forEach((key, value) -> workload.put((String) key, value));
    workload.keySet().removeAll(List.of("files", "manifest", "references"));
    workload.put("files", input.files().stream().map(this::pattern).toList());
    input.references().ifPresent(path -> workload.put("references", folder.written(path)));
    tree.put("workloads", List.of(workload));
    return text(tree);
  }

  /** A pattern of the working directory as one of the file's folder. */
  private String pattern(String typed) {
    if (!AudioFiles.isPattern(typed)) {
      return folder.written(Path.of(typed));
    }
    String[] parts = AudioFiles.split(typed);
    Path start = Path.of(parts[0]);
    return folder.path().equals(absolute(start))
        ? parts[1]
        : folder.written(start) + "/" + parts[1];
  }

  private String text(Map<String, Object> tree) {
    String schema =
        Files.exists(folder.path().resolve(SCHEMA))
            ? "# yaml-language-server: $schema=" + SCHEMA + "\n"
            : "";
    return schema
        + "# humhelix-bench run "
        + file.getFileName()
        + "\n"
        + YamlText.of(tree, COMMENTS);
  }

  private static String json(Object line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts and numbers are JSON", e);
    }
  }

  private boolean isSame(String text) {
    try {
      requireSame(text);
      return true;
    } catch (DefinitionException e) {
      return false;
    }
  }

  /** Whoever saves a definition relies on it later, when nobody can tell what it was. */
  private void requireSame(String text) throws DefinitionException {
    BenchmarkDefinition again = DefinitionReader.read(text, file, Overrides.NONE);
    if (!again.equals(definition)) {
      throw new DefinitionException(
          List.of(
              new Problem(
                  file.toString(),
                  0,
                  0,
                  DefinitionDifference.first(definition, again),
                  "a definition file cannot say this",
                  "clips named after their files, and values that definition files may have",
                  "")));
    }
  }
}
