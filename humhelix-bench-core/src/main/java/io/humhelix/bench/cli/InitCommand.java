package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.definition.DefinitionException;
import io.humhelix.bench.definition.DefinitionWriter;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.report.DisplayText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a first definition. */
@Command(
    name = "init",
    description =
        "Writes a commented definition for the backends that work here, and for the models and audio"
            + " found at and below the folder of NEWFILE.",
    footer = {
      "humhelix-bench init",
      "humhelix-bench init bench.yaml --models ~/models --audio ~/speech"
    })
final class InitCommand implements Callable<Integer> {

  private static final int MOST_WORKLOADS = 8;

  private final CommandContext context;

  @Parameters(
      arity = "0..1",
      paramLabel = "NEWFILE",
      defaultValue = "benchmark.yaml",
      description = "The definition to write (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Option(names = "--force", description = "Replace NEWFILE if it exists.")
  private boolean force;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Folder with the models (default: the first called models).")
  private Path models;

  @Option(
      names = "--audio",
      paramLabel = "DIR",
      description = "Folder with the audio (default: the folder of NEWFILE).")
  private Path audio;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  InitCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    check();
    Path root = Optional.ofNullable(file.getParent()).orElse(Path.of("."));
    Files.createDirectories(root);
    FoundFolders folders = FoundFolders.below(root);
    folders.limit().ifPresent(context::complain);
    Path modelFolder = models == null ? folders.models().stream().findFirst().orElse(null) : models;
    FoundSystems systems = FoundSystems.in(modelFolder, context);
    List<FoundAudio> found =
        audio(audio == null ? folders : FoundFolders.below(audio), root, model(systems));
    if (found.isEmpty() || systems.suts().isEmpty()) {
      sketch(systems, modelFolder, found);
    } else {
      write(systems, modelFolder, found);
    }
    return ExitCode.OK;
  }

  private void check() throws BadInputException {
    List<String> problems = new ArrayList<>();
    if (Files.isDirectory(file)) {
      problems.add(file + ": found a folder; allowed: a file; name one, such as benchmark.yaml");
    } else if (Files.exists(file) && !force) {
      problems.add(
          file
              + " exists already; allowed: a new file; give another name, or replace it with --force");
    }
    for (Path folder : new Path[] {models, audio}) {
      if (folder != null && !Files.isDirectory(folder)) {
        problems.add(
            (folder == models ? "--models" : "--audio")
                + ": "
                + folder
                + " is not a folder; allowed: a folder; check the path");
      }
    }
    if (!problems.isEmpty()) {
      throw new BadInputException(problems);
    }
  }

  private static String model(FoundSystems systems) {
    return systems.suts().stream().allMatch(sut -> sut.model().matches(".*\\.en([-.].*)?"))
        ? "tiny.en"
        : "tiny";
  }

  private static List<FoundAudio> audio(FoundFolders folders, Path root, String model)
      throws DefinitionException {
    List<FoundAudio> found = new ArrayList<>();
    if (folders.audio().size() > MOST_WORKLOADS) {
      Path common = folders.audio().get(0);
      for (Path folder : folders.audio()) {
        while (!folder.startsWith(common)) {
          common = common.getParent();
        }
      }
      return List.of(FoundAudio.in(common, root, common.toString(), model));
    }
    List<String> names = new ArrayList<>();
    for (Path folder : folders.audio()) {
      String pattern = folders.inCapitals(folder) ? "*.WAV" : "*.wav";
      FoundAudio own =
          FoundAudio.in(folder, root, folder.normalize().resolve(pattern).toString(), model);
      Path leaf = folder.toAbsolutePath().normalize().getFileName();
      String plain = leaf == null ? "audio" : leaf.toString();
      String name = plain;
      for (int i = 2; names.contains(name); i++) {
        name = plain + " " + i;
      }
      names.add(name);
      found.add(own.named(name));
    }
    return found;
  }

  private void write(FoundSystems systems, Path modelFolder, List<FoundAudio> found)
      throws DefinitionException, IOException {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder(title(systems))
            .models(modelFolder)
            .workloads(found.stream().map(FoundAudio::workload).toList())
            .suts(systems.suts())
            .output(file.resolveSibling("results"))
            .build();
    DefinitionWriter writer =
        InitComments.to(DefinitionWriter.of(definition, file), fileName()).overwrite(force);
    found.forEach(
        one -> one.input().ifPresent(input -> writer.input(one.workload().name(), input)));
    List<Path> written = writer.write();
    if (json) {
      print(systems, found, written, true);
      return;
    }
    say("wrote " + written.stream().map(Path::toString).collect(Collectors.joining(", ")));
    say("  backends: " + String.join(", ", used(systems)));
    say("  models: " + String.join(", ", modelsOf(systems)) + " in " + modelFolder.normalize());
    found.forEach(one -> say("  audio: " + one.text()));
    say("next: humhelix-bench run " + argument() + " --dry-run   (what it will do, and how long)");
    say("      humhelix-bench run " + argument());
  }

  private void sketch(FoundSystems systems, Path modelFolder, List<FoundAudio> found)
      throws DefinitionException, IOException {
    String backend = systems.backends().contains("onnxruntime") ? "onnxruntime" : "whisper-jni";
    List<SutSpec> suts =
        systems.suts().isEmpty()
            ? List.of(SutSpec.of("tiny.en", backend, "tiny.en"))
            : systems.suts();
    Path example = file.resolveSibling("audio").resolve("first.wav");
    Workload placeholder =
        new Workload(
            "audio",
            List.of(AudioClip.of(example, "what is said in first.wav")),
            TranscriptionTask.transcribe("en"));
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("my first benchmark")
            .models(modelFolder == null ? file.resolveSibling("models") : modelFolder)
            .workloads(
                found.isEmpty()
                    ? List.of(placeholder)
                    : found.stream().map(FoundAudio::workload).toList())
            .suts(suts)
            .output(file.resolveSibling("results"))
            .build();
    DefinitionWriter writer =
        InitComments.to(DefinitionWriter.of(definition, file), fileName()).overwrite(force);
    if (found.isEmpty()) {
      writer.comment(
          "workloads",
          "TO DO: name your audio: WAV files, or patterns such as audio/*.wav; with what is said in\n"
              + "each file, or references: refs.tsv with lines of file name, tab and text.");
    }
    found.forEach(
        one -> one.input().ifPresent(input -> writer.input(one.workload().name(), input)));
    if (systems.suts().isEmpty()) {
      writer.comment(
          "suts",
          "TO DO: name a backend (humhelix-bench backends lists them) and a model that it takes.\n"
              + "A model is a name in the folder models, or a path such as ./models/ggml-tiny.en.bin.");
    }
    writer.sketch();
    if (json) {
      print(systems, found, List.of(file), false);
      return;
    }
    say("wrote " + file + ", which is to be completed:");
    say(
        found.isEmpty()
            ? "  audio: no WAV files found; put some into " + example.getParent() + ", or name them"
            : found.stream()
                .map(one -> "  audio: " + one.text())
                .collect(Collectors.joining("\n")));
    if (systems.suts().isEmpty()) {
      say(
          "  models: "
              + (modelFolder == null
                  ? "no folder called models found; put models into "
                      + file.resolveSibling("models")
                      + ", or name it"
                  : "no backend here takes one of those in " + modelFolder.normalize()));
      say("  backends that work here: " + String.join(", ", systems.backends()));
    }
    say("next: humhelix-bench validate " + argument() + " --probe   (what is still missing)");
  }

  private void print(
      FoundSystems systems, List<FoundAudio> found, List<Path> written, boolean complete)
      throws IOException {
    ObjectNode node = JsonText.document();
    written.forEach(one -> node.withArray("files").add(one.toString()));
    node.put("complete", complete);
    systems.backends().forEach(node.putArray("backends")::add);
    ArrayNode suts = node.putArray("suts");
    systems
        .suts()
        .forEach(sut -> suts.addObject().put("backend", sut.backend()).put("model", sut.model()));
    found.forEach(one -> node.withArray("workloads").add(one.workload().name()));
    context.out().println(JsonText.text(node));
  }

  private static List<String> used(FoundSystems systems) {
    return systems.suts().stream().map(SutSpec::backend).distinct().toList();
  }

  private static List<String> modelsOf(FoundSystems systems) {
    return systems.suts().stream().map(SutSpec::model).distinct().toList();
  }

  private static String title(FoundSystems systems) {
    return String.join(", ", modelsOf(systems)) + " on " + String.join(", ", used(systems));
  }

  private String fileName() {
    return file.getFileName().toString();
  }

  private String argument() {
    return ShellWord.of(file);
  }

  private void say(String line) {
    line.lines().forEach(one -> DisplayText.wrap(one, "      ").forEach(context.out()::println));
  }
}
