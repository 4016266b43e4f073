package io.humhelix.bench.html;

import io.humhelix.bench.internal.form.DefinitionTree;
import io.humhelix.bench.internal.form.Secrets;
import io.humhelix.bench.internal.form.YamlText;
import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.internal.text.TextHash;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Provenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The definition of a stored run as files that repeat it: YAML, and a manifest for each workload
 * whose clips have more than a file and a reference. Home folders are {@code ~}; secrets are as in
 * results. What has to be put right before it runs is said in comments on top.
 */
final class DefinitionFiles {

  /**
   * A file.
   *
   * @param name without folder
   * @param text all of it
   */
  record File(String name, String text) {}

  private final BenchmarkDefinition definition;
  private final Provenance provenance;
  private final List<String> remarks = new ArrayList<>();

  private DefinitionFiles(BenchmarkDefinition definition, Provenance provenance) {
    this.definition = definition;
    this.provenance = provenance;
  }

  /** Returns the definition file, then its manifests. */
  static List<File> of(BenchmarkDefinition definition, Provenance provenance) {
    return new DefinitionFiles(definition, provenance).files();
  }

  private List<File> files() {
    DefinitionTree written =
        DefinitionTree.of(
            definition,
            Secrets.REDACTED,
            Path::toString,
            number ->
                (number + 1)
                    + "-"
                    + DefinitionTree.fileName(definition.workloads().get(number).name(), "workload")
                    + ".jsonl");
    Map<?, ?> clean = (Map<?, ?>) HomeFolder.hidden(written.tree());
    boolean home = !clean.equals(written.tree());
    List<File> manifests = new ArrayList<>();
    for (DefinitionTree.Manifest manifest : written.manifests()) {
      List<?> lines = (List<?>) HomeFolder.hidden(manifest.lines());
      home |= !lines.equals(manifest.lines());
      manifests.add(
          new File(manifest.name(), new DefinitionTree.Manifest(manifest.name(), lines).text()));
    }
    definition.workloads().forEach(this::remarks);
    String yaml = YamlText.of(clean, Map.of());
    if (definition.trials().seed().isEmpty()) {
      remarks.add(
          "The run drew its seed, "
              + provenance.seed()
              + ": add \"seed: "
              + provenance.seed()
              + "\" under trials for the same order.");
    }
    if (home) {
      remarks.add("~ is the home folder of who measured: write the folder out.");
    }
    if (yaml.contains(Redaction.PLACEHOLDER)) {
      remarks.add(Redaction.PLACEHOLDER + " is a secret, which results do not hold: put it back.");
    }
    StringBuilder text = new StringBuilder();
    remarks.forEach(remark -> text.append("# ").append(remark).append('\n'));
    List<File> all = new ArrayList<>();
    all.add(
        new File(DefinitionTree.fileName(definition.name(), "benchmark") + ".yaml", text + yaml));
    all.addAll(manifests);
    return List.copyOf(all);
  }

  private void remarks(Workload workload) {
    List<AudioClip> clips = workload.clips();
    if (clips.stream().anyMatch(clip -> !isNamedByFile(clip))) {
      remarks.add(
          "Clips of workload '"
              + oneLine(workload.name())
              + "' had names of their own: read from a file, they have those of their audio files.");
    }
    if (clips.stream().map(DefinitionFiles::part).distinct().count() < clips.size()) {
      remarks.add(
          "Workload '"
              + oneLine(workload.name())
              + "' took a file more than once, which a manifest may not: remove all of its lines but"
              + " one.");
    }
    if (clips.stream().flatMap(clip -> clip.reference().stream()).anyMatch(TextHash::isHash)) {
      remarks.add(
          "References of workload '"
              + oneLine(workload.name())
              + "' were left out where they are stored: put them back in place of their hashes.");
    }
  }

  /** What may stand in a manifest once. */
  private static List<Object> part(AudioClip clip) {
    return List.of(
        clip.audio(),
        clip.offsetSeconds(),
        clip.offsetSeconds().isPresent() ? clip.declaredSeconds() : OptionalDouble.empty());
  }

  private static boolean isNamedByFile(AudioClip clip) {
    String path = clip.audio().toString().replace('\\', '/');
    String id =
        clip.offsetSeconds().isPresent() ? clip.id().replaceFirst("@[^/@]*$", "") : clip.id();
    return path.equals(id) || path.endsWith("/" + id);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
