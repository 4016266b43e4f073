package io.humhelix.bench.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.internal.text.TextHash;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.store.StoredForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The definition of a stored run as files that repeat it: YAML, and a manifest for each workload
 * whose clips have more than a file and a reference. Home folders are {@code ~}; secrets are as in
 * results. What has to be put right before it runs is said in comments on top.
 */
final class DefinitionFiles {

  /** More clips than a reader wants to see in the YAML. */
  private static final int MOST_IN_YAML = 20;

  /** Characters of its references: a definition file has an end, a manifest a farther one. */
  private static final int LONGEST_IN_YAML = 20_000;

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .build());
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * A file.
   *
   * @param name without folder
   * @param text all of it
   */
  record File(String name, String text) {}

  private final BenchmarkDefinition definition;
  private final Provenance provenance;
  private final List<File> files = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private boolean home;

  private DefinitionFiles(BenchmarkDefinition definition, Provenance provenance) {
    this.definition = definition;
    this.provenance = provenance;
  }

  /** Returns the definition file, then its manifests. */
  static List<File> of(BenchmarkDefinition definition, Provenance provenance) {
    return new DefinitionFiles(definition, provenance).files();
  }

  private List<File> files() {
    Map<String, Object> tree = new LinkedHashMap<>(StoredForm.of(definition));
    // Relative paths start at the file's folder, wherever that will be.
    tree.remove("base");
    List<Object> workloads = new ArrayList<>();
    for (int i = 0; i < definition.workloads().size(); i++) {
      workloads.add(workload(i, definition.workloads().get(i), (List<?>) tree.get("workloads")));
    }
    tree.put("workloads", workloads);
    Object clean = HomeFolder.hidden(tree);
    String yaml = write(YAML, clean);
    if (definition.trials().seed().isEmpty()) {
      remarks.add(
          "The run drew its seed, "
              + provenance.seed()
              + ": add \"seed: "
              + provenance.seed()
              + "\" under trials for the same order.");
    }
    if (home || !clean.equals(tree)) {
      remarks.add("~ is the home folder of who measured: write the folder out.");
    }
    if (yaml.contains(Redaction.PLACEHOLDER)) {
      remarks.add(Redaction.PLACEHOLDER + " is a secret, which results do not hold: put it back.");
    }
    StringBuilder text = new StringBuilder();
    remarks.forEach(remark -> text.append("# ").append(remark).append('\n'));
    List<File> all = new ArrayList<>();
    all.add(new File(name(definition.name(), "benchmark") + ".yaml", text + yaml));
    all.addAll(files);
    return List.copyOf(all);
  }

  private Map<String, Object> workload(int number, Workload workload, List<?> stored) {
    Map<String, Object> tree = new LinkedHashMap<>();
    ((Map<?, ?>) stored.get(number)).forEach((key, value) -> tree.put((String) key, value));
    tree.remove("clips");
    List<AudioClip> clips = workload.clips();
    boolean plain =
        clips.size() <= MOST_IN_YAML
            && clips.stream().allMatch(DefinitionFiles::isPlain)
            && clips.stream().map(AudioClip::audio).distinct().count() == clips.size()
            && clips.stream()
                    .flatMap(clip -> clip.reference().stream())
                    .mapToInt(String::length)
                    .sum()
                <= LONGEST_IN_YAML;
    if (plain) {
      tree.put("files", clips.stream().map(clip -> pattern(clip.audio())).toList());
      Map<String, String> references = new LinkedHashMap<>();
      clips.forEach(clip -> clip.reference().ifPresent(text -> references.put(clip.id(), text)));
      if (!references.isEmpty()) {
        tree.put("references", references);
      }
    } else {
      String name = (number + 1) + "-" + name(workload.name(), "workload") + ".jsonl";
      files.add(new File(name, manifest(clips)));
      tree.put("manifest", name);
    }
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
    return tree;
  }

  /** References go by the names that the reader gives clips: in the YAML, those of their files. */
  private static boolean isPlain(AudioClip clip) {
    return clip.id().equals(String.valueOf(clip.audio().getFileName()))
        && clip.speaker().isEmpty()
        && clip.language().isEmpty()
        && clip.offsetSeconds().isEmpty()
        && clip.declaredSeconds().isEmpty();
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

  /** Signs of patterns that stand for themselves. */
  private static String pattern(Path audio) {
    return audio.toString().replaceAll("([*?\\[{])", "[$1]");
  }

  private String manifest(List<AudioClip> clips) {
    StringBuilder text = new StringBuilder();
    for (AudioClip clip : clips) {
      Map<String, Object> line = new LinkedHashMap<>();
      String path = HomeFolder.hidden(clip.audio().toString());
      home |= !path.equals(clip.audio().toString());
      line.put("audio_filepath", path);
      clip.offsetSeconds().ifPresent(seconds -> line.put("offset", seconds));
      clip.declaredSeconds().ifPresent(seconds -> line.put("duration", seconds));
      clip.reference().ifPresent(said -> line.put("text", said));
      clip.speaker().ifPresent(name -> line.put("speaker", name));
      clip.language().ifPresent(code -> line.put("lang", code));
      text.append(write(JSON, line)).append('\n');
    }
    return text.toString();
  }

  private static String write(ObjectMapper mapper, Object tree) {
    try {
      return mapper.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  /** A file name that every system takes, and no shell reads anything into. */
  static String name(String text, String otherwise) {
    String name =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String cut = name.substring(0, Math.min(60, name.length())).replaceAll("-+$", "");
    return cut.isEmpty() ? otherwise : cut;
  }
}
