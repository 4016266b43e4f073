package io.humhelix.bench.cli;

import io.humhelix.bench.definition.AdHocDefinition;
import io.humhelix.bench.definition.DefinitionException;
import io.humhelix.bench.definition.InputForm;
import io.humhelix.bench.definition.Overrides;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.report.NumberText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The audio of one folder, with what is said in it where a file beside it tells.
 *
 * @param workload clips with their references
 * @param input how they are named in a definition; empty: one by one
 * @param source of the references, for people; blank if there are none
 */
record FoundAudio(Workload workload, Optional<InputForm> input, String source) {

  private static final int LONGEST_TEXT = 1 << 16;

  /**
   * Looks into a folder, and for references into the one above too.
   *
   * @param root above which nothing is looked at
   * @param pattern of its files
   * @param model decides the language
   */
  static FoundAudio in(Path folder, Path root, String pattern, String model)
      throws DefinitionException {
    Optional<FoundAudio> table = withTable(folder, pattern, model);
    if (table.isPresent()) {
      return table.get();
    }
    AdHocDefinition read = read(pattern, model, Optional.empty());
    Workload workload = read.definition().workloads().get(0);
    List<AudioClip> told = new ArrayList<>();
    for (AudioClip clip : workload.clips()) {
      told.add(beside(clip.audio()).map(clip::withReference).orElse(clip));
    }
    if (!told.equals(workload.clips())) {
      return new FoundAudio(
          new Workload(workload.name(), told, workload.task()), Optional.empty(), "NAME.txt files");
    }
    Path parent = folder.toAbsolutePath().normalize().getParent();
    boolean within = parent != null && parent.startsWith(root.toAbsolutePath().normalize());
    return (within ? withTable(parent, pattern, model) : Optional.<FoundAudio>empty())
        .orElse(new FoundAudio(workload, Optional.of(read.input()), ""));
  }

  /** The first table or manifest of a folder that has a text of one of the files. */
  private static Optional<FoundAudio> withTable(Path folder, String pattern, String model) {
    for (Path file : candidates(folder)) {
      try {
        AdHocDefinition read = read(pattern, model, Optional.of(file));
        Workload workload = read.definition().workloads().get(0);
        if (workload.clips().stream().anyMatch(clip -> clip.reference().isPresent())) {
          return Optional.of(
              new FoundAudio(workload, Optional.of(read.input()), file.getFileName().toString()));
        }
      } catch (DefinitionException e) {
        // Not a file of references, or not of these files.
      }
    }
    return Optional.empty();
  }

  /** Named after its folder, as long as no other is. */
  FoundAudio named(String name) {
    return new FoundAudio(new Workload(name, workload.clips(), workload.task()), input, source);
  }

  /** One line for people. */
  String text() {
    int clips = workload.clips().size();
    long with = workload.clips().stream().filter(clip -> clip.reference().isPresent()).count();
    return workload.name()
        + ": "
        + NumberText.count(clips, "clip")
        + (with == 0
            ? ", no references"
            : with == clips
                ? ", references in " + source
                : ", references for " + with + " in " + source);
  }

  private static AdHocDefinition read(String pattern, String model, Optional<Path> references)
      throws DefinitionException {
    return AdHocDefinition.read(
        new AdHocDefinition.Values(
            List.of("any"),
            List.of(model),
            List.of(),
            List.of(),
            List.of(),
            List.of(pattern),
            references,
            Optional.empty()),
        Overrides.NONE);
  }

  private static List<Path> candidates(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().matches("(?i).*\\.(jsonl|tsv)"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<String> beside(Path audio) {
    Path text =
        audio.resolveSibling(audio.getFileName().toString().replaceFirst("\\.[^.]*$", ".txt"));
    try {
      return Files.isRegularFile(text) && Files.size(text) <= LONGEST_TEXT
          ? Optional.of(Files.readString(text, StandardCharsets.UTF_8).strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
