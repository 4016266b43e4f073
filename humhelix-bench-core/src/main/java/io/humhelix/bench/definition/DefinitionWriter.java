package io.humhelix.bench.definition;

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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes definitions as files that give the same definition again: paths relative to the file where
 * they can be, and a manifest beside it for a workload that has more than some files and their
 * texts. Secrets in options are written as they are. Not thread-safe.
 */
public final class DefinitionWriter {

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
  private final Map<String, InputForm> inputs = new LinkedHashMap<>();
  private final Map<String, String> comments = new LinkedHashMap<>(COMMENTS);
  private String title;
  private boolean overwrite;

  private DefinitionWriter(BenchmarkDefinition definition, Path file) {
    this.file = file;
    this.folder = Folder.around(file);
    this.definition = placed(definition, folder);
    this.title = "humhelix-bench run " + file.getFileName();
  }

  /**
   * Prepares to write a definition.
   *
   * @param definition what to write; relative paths start at the working directory
   * @param file its file; folders are made if missing
   * @return a writer, to be told more
   */
  public static DefinitionWriter of(BenchmarkDefinition definition, Path file) {
    return new DefinitionWriter(definition, file);
  }

  /**
   * Names the clips of a workload as somebody named them, where that gives the same clips. Without
   * this they are written one by one.
   *
   * @param workload name of a workload
   * @param input how its clips were named
   * @return this writer
   */
  public DefinitionWriter input(String workload, InputForm input) {
    inputs.put(workload, input);
    return this;
  }

  /**
   * Sets the comment above a key.
   *
   * @param key path of the key, as in {@code workloads.files}; blank: the top of the file
   * @param lines without signs of comments
   * @return this writer
   */
  public DefinitionWriter comment(String key, String lines) {
    if (key.isBlank()) {
      title = lines;
    } else {
      comments.put(key, lines);
    }
    return this;
  }

  /**
   * Sets whether files that exist are replaced.
   *
   * @param on {@code false} unless this was called: they are refused
   * @return this writer
   */
  public DefinitionWriter overwrite(boolean on) {
    overwrite = on;
    return this;
  }

  /**
   * Writes a definition that a file can express: counts and limits are those that definition files
   * may have, and clips are named after their files.
   *
   * @return the files that were written: the definition, then its manifests
   * @throws DefinitionException if a file of this form would be another definition; nothing was
   *     written then
   * @throws IOException if a file exists already, or cannot be written
   */
  public List<Path> write() throws DefinitionException, IOException {
    if (!inputs.isEmpty()) {
      try {
        return write(texts(inputs));
      } catch (DefinitionException e) {
        // Patterns and files of references that say more or less than the clips are not used.
      }
    }
    return write(texts(Map.of()));
  }

  /**
   * Writes a definition that is yet to be completed, without a look at what it names.
   *
   * @return the file
   * @throws IOException if it exists already, or cannot be written
   */
  public Path sketch() throws IOException {
    put(file, texts(inputs).get(file));
    return file;
  }

  private List<Path> write(Map<Path, String> texts) throws DefinitionException, IOException {
    for (Path path : texts.keySet()) {
      if (!overwrite && Files.exists(path)) {
        throw new FileAlreadyExistsException(path.toString());
      }
    }
    Map<Path, Optional<byte[]>> before = new LinkedHashMap<>();
    try {
      for (Map.Entry<Path, String> text : texts.entrySet()) {
        before.put(
            text.getKey(),
            Files.exists(text.getKey())
                ? Optional.of(Files.readAllBytes(text.getKey()))
                : Optional.empty());
        put(text.getKey(), text.getValue());
      }
      requireSame(texts.get(file));
    } catch (IOException | DefinitionException e) {
      for (Map.Entry<Path, Optional<byte[]>> old : before.entrySet()) {
        if (old.getValue().isPresent()) {
          Files.write(old.getKey(), old.getValue().get());
        } else {
          Files.deleteIfExists(old.getKey());
        }
      }
      throw e;
    }
    return List.copyOf(texts.keySet());
  }

  private void put(Path path, String text) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    if (overwrite) {
      Files.writeString(path, text);
    } else {
      Files.writeString(path, text, StandardOpenOption.CREATE_NEW);
    }
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

  private Map<Path, String> texts(Map<String, InputForm> shorter) {
    DefinitionTree written = tree();
    Map<String, Object> tree = written.tree();
    List<Object> workloads = new ArrayList<>();
    Set<Object> manifests = new HashSet<>();
    for (Object encoded : (List<?>) tree.get("workloads")) {
      Map<Object, Object> workload = new LinkedHashMap<>((Map<?, ?>) encoded);
      InputForm input = shorter.get(String.valueOf(workload.get("name")));
      if (input != null) {
        rename(workload, input);
      } else {
        manifests.add(workload.get("manifest"));
      }
      workloads.add(workload);
    }
    tree.put("workloads", workloads);
    Map<Path, String> texts = new LinkedHashMap<>();
    texts.put(file, text(tree));
    for (DefinitionTree.Manifest manifest : written.manifests()) {
      if (manifests.contains(manifest.name())) {
        texts.put(file.resolveSibling(manifest.name()), manifest.text());
      }
    }
    return texts;
  }

  private void rename(Map<Object, Object> workload, InputForm input) {
    workload.keySet().removeAll(List.of("files", "manifest", "references"));
    workload.put("files", input.files().stream().map(this::pattern).toList());
    input.references().ifPresent(path -> workload.put("references", folder.written(path)));
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
    StringBuilder top = new StringBuilder(schema);
    title.lines().forEach(line -> top.append("# ").append(line).append('\n'));
    return top + YamlText.of(tree, comments);
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
