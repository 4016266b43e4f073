package io.humhelix.bench.internal.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.humhelix.bench.internal.codec.RecordCodec;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * A definition by the keys of its file. Workloads whose clips have more than a file and a
 * reference, or of many clips, have a manifest beside it.
 *
 * @param tree of the file
 * @param manifests in the order of the workloads that have one
 */
public record DefinitionTree(Map<String, Object> tree, List<Manifest> manifests) {

  /** More clips than a reader wants to see in the YAML. */
  private static final int MOST_IN_YAML = 20;

  /** Characters of its references: a definition file has an end, a manifest a farther one. */
  private static final int LONGEST_IN_YAML = 20_000;

  private static final Pattern HIDDEN = Pattern.compile("[\\x7F-\\x9F\\u2028\\u2029\\uFEFF]");

  private static final RecordCodec REDACTED = codec(Secrets.REDACTED);
  private static final RecordCodec KEPT = codec(Secrets.KEPT);

  /**
   * A manifest.
   *
   * @param name of the file, without a folder
   * @param lines its JSON objects
   */
  public record Manifest(String name, List<?> lines) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Returns the text of the file; what nobody sees, and readers refuse, is escaped. */
    public String text() {
      StringBuilder text = new StringBuilder();
      for (Object line : lines) {
        try {
          text.append(JSON.writeValueAsString(line)).append('\n');
        } catch (JsonProcessingException e) {
          throw new IllegalStateException("maps of texts and numbers are JSON", e);
        }
      }
      return HIDDEN
          .matcher(text)
          .replaceAll(found -> "\\\\u%04X".formatted((int) found.group().charAt(0)));
    }
  }

  private static RecordCodec codec(Secrets secrets) {
    return DefinitionForms.addTo(RecordCodec.lenient(), secrets).build();
  }

  /**
   * Makes the tree.
   *
   * @param path how paths are written; what is relative starts at the file's folder
   * @param manifest names of manifests, by the number of the workload
   */
  public static DefinitionTree of(
      BenchmarkDefinition definition,
      Secrets secrets,
      Function<Path, String> path,
      IntFunction<String> manifest) {
    Map<String, Object> tree =
        new LinkedHashMap<>((secrets == Secrets.KEPT ? KEPT : REDACTED).encode(definition));
    // Relative paths start at the file's folder, wherever that will be.
    tree.remove("base");
    definition.models().ifPresent(folder -> tree.put("models", path.apply(folder)));
    definition.output().ifPresent(folder -> tree.put("output", path.apply(folder)));
    tree.values().removeIf(Map.of()::equals);
    for (Object sut : (List<?>) tree.get("suts")) {
      ((Map<?, ?>) sut).values().removeIf(Map.of()::equals);
    }
    List<Manifest> manifests = new ArrayList<>();
    List<Object> workloads = new ArrayList<>();
    List<?> encoded = (List<?>) tree.get("workloads");
    for (int i = 0; i < encoded.size(); i++) {
      Workload workload = definition.workloads().get(i);
      Map<String, Object> own = new LinkedHashMap<>();
      ((Map<?, ?>) encoded.get(i)).forEach((key, value) -> own.put((String) key, value));
      own.remove("clips");
      if (isPlain(workload.clips())) {
        inFile(workload.clips(), path, own);
      } else {
        String name = manifest.apply(i);
        manifests.add(
            new Manifest(name, workload.clips().stream().map(clip -> line(clip, path)).toList()));
        own.put("manifest", name);
      }
      workloads.add(own);
    }
    tree.put("workloads", workloads);
    return new DefinitionTree(tree, List.copyOf(manifests));
  }

  private static boolean isPlain(List<AudioClip> clips) {
    return clips.size() <= MOST_IN_YAML
        && clips.stream().allMatch(DefinitionTree::isPlain)
        && clips.stream().map(AudioClip::audio).distinct().count() == clips.size()
        && clips.stream().flatMap(clip -> clip.reference().stream()).mapToInt(String::length).sum()
            <= LONGEST_IN_YAML;
  }

  /** References go by the names that the reader gives clips: in the YAML, those of their files. */
  private static boolean isPlain(AudioClip clip) {
    return clip.id().equals(String.valueOf(clip.audio().getFileName()))
        && clip.speaker().isEmpty()
        && clip.language().isEmpty()
        && clip.offsetSeconds().isEmpty()
        && clip.declaredSeconds().isEmpty();
  }

  private static void inFile(
      List<AudioClip> clips, Function<Path, String> path, Map<String, Object> own) {
    own.put("files", clips.stream().map(clip -> asPattern(path.apply(clip.audio()))).toList());
    Map<String, String> references = new LinkedHashMap<>();
    clips.forEach(clip -> clip.reference().ifPresent(text -> references.put(clip.id(), text)));
    if (!references.isEmpty()) {
      own.put("references", references);
    }
  }

  /** Signs of patterns that stand for themselves. */
  private static String asPattern(String path) {
    return path.replaceAll("([*?\\[{])", "[$1]");
  }

  private static Map<String, Object> line(AudioClip clip, Function<Path, String> path) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("audio_filepath", path.apply(clip.audio()));
    clip.offsetSeconds().ifPresent(seconds -> line.put("offset", seconds));
    clip.declaredSeconds().ifPresent(seconds -> line.put("duration", seconds));
    clip.reference().ifPresent(said -> line.put("text", said));
    clip.speaker().ifPresent(name -> line.put("speaker", name));
    clip.language().ifPresent(code -> line.put("lang", code));
    return line;
  }

  /** Returns a file name that every system takes, and no shell reads anything into. */
  public static String fileName(String text, String otherwise) {
    String name =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String cut = name.substring(0, Math.min(60, name.length())).replaceAll("-+$", "");
    return cut.isEmpty() ? otherwise : cut;
  }
}
