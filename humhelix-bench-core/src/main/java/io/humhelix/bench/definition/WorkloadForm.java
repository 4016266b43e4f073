package io.humhelix.bench.definition;

import io.humhelix.bench.internal.text.LanguageCode;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code workloads}. */
final class WorkloadForm {

  /**
   * What was read.
   *
   * @param built those without problems
   * @param names the names of all
   */
  record Workloads(List<Workload> built, List<String> names) {}

  /** What is allowed instead of a text, and what to do. */
  record Refusal(String allowed, String remedy) {}

  private static final String LANGUAGE =
      "a language code of two or three lower-case letters, such as en";

  private final Folder base;
  private final List<String> gates;
  private final Problems problems;

  /**
   * A reader of workloads.
   *
   * @param base where relative paths start from
   * @param gates keys of accuracy that need a reference for every clip
   */
  WorkloadForm(Folder base, List<String> gates, Problems problems) {
    this.base = base;
    this.gates = gates;
    this.problems = problems;
  }

  Workloads read(Section top) {
    if (!top.has("workloads")) {
      top.missing("workloads", "a list of maps with name and files or manifest", "add one");
    }
    List<Workload> built = new ArrayList<>();
    Map<String, Node> names = new LinkedHashMap<>();
    List<Node> items = top.items("workloads", "a list of workloads");
    for (int i = 0; i < items.size(); i++) {
      Section.open(items.get(i), "workloads[" + i + "]", Level.WORKLOAD, problems)
          .flatMap(section -> workload(section, names))
          .ifPresent(built::add);
    }
    return new Workloads(built, List.copyOf(names.keySet()));
  }

  private Optional<Workload> workload(Section section, Map<String, Node> names) {
    int before = problems.size();
    Optional<String> name = section.required("name", "a name, unique among the workloads");
    name.ifPresent(own -> requireNew(section, own, names));
    TranscriptionTask task = task(section);
    List<AudioClip> clips = new ClipForm(section, base).clips();
    if (!gates.isEmpty() && !clips.isEmpty()) {
      requireReferences(section, clips);
    }
    return problems.size() == before && name.isPresent() && !clips.isEmpty()
        ? Optional.of(new Workload(name.get(), clips, task))
        : Optional.empty();
  }

  /** Reports the second element of one name. */
  static void requireNew(Section section, String name, Map<String, Node> names) {
    Node earlier = names.putIfAbsent(name, section.place("name"));
    if (earlier != null) {
      section.report(
          "name",
          Quote.of(name) + " is already the name in line " + earlier.line(),
          "each name once",
          "choose another");
    }
  }

  private static TranscriptionTask task(Section section) {
    Map<String, TranscriptionTask.Kind> kinds = new LinkedHashMap<>();
    kinds.put("transcribe", TranscriptionTask.Kind.TRANSCRIBE);
    kinds.put("translate", TranscriptionTask.Kind.TRANSLATE);
    return new TranscriptionTask(
        language(section),
        section.choice("task", kinds, Set.of()).orElse(TranscriptionTask.Kind.TRANSCRIBE),
        section.flag("word_timestamps"),
        section.flag("vad_filter"));
  }

  private static Optional<String> language(Section section) {
    Optional<String> language = section.text("language", LANGUAGE);
    Optional<Refusal> refusal = language.flatMap(WorkloadForm::refused);
    refusal.ifPresent(
        why ->
            section.report(
                "language", "found " + Quote.of(language.get()), why.allowed(), why.remedy()));
    return refusal.isPresent() ? Optional.empty() : language;
  }

  /** Why a text is not the code of a language; empty if it is one. */
  static Optional<Refusal> refused(String language) {
    if (!language.matches("[a-z]{2,3}")) {
      boolean detect = language.matches("(?i)auto|detect|auto-detect|none");
      return Optional.of(
          new Refusal(
              LANGUAGE,
              detect ? "leave it out to let the engine detect it" : "write the ISO 639-1 code"));
    }
    return LanguageCode.remedy(language).map(remedy -> new Refusal(LanguageCode.ALLOWED, remedy));
  }

  private void requireReferences(Section section, List<AudioClip> clips) {
    List<String> without =
        clips.stream().filter(clip -> clip.reference().isEmpty()).map(AudioClip::id).toList();
    if (!without.isEmpty()) {
      section.report(
          section.has("manifest") ? "manifest" : "files",
          without.size()
              + " of "
              + clips.size()
              + " clips have no reference text: "
              + Quote.names(without),
          "a reference for every clip, since accuracy."
              + String.join(" and accuracy.", gates)
              + (gates.size() == 1 ? " is set" : " are set"),
          section.has("manifest")
              ? "add text to their lines"
              : "add references (or text, for one file), or name a manifest");
    }
  }

  /**
   * Names clips after their files, with as many folders before it as it takes to tell them apart.
   */
  static List<String> ids(List<String> paths) {
    List<String[]> parts = paths.stream().map(path -> path.replace('\\', '/').split("/")).toList();
    List<String> ids = new ArrayList<>();
    int[] depth = new int[paths.size()];
    boolean changed = true;
    while (changed) {
      ids.clear();
      Map<String, Integer> count = new HashMap<>();
      for (int i = 0; i < depth.length; i++) {
        String[] own = parts.get(i);
        int from = Math.max(0, own.length - 1 - depth[i]);
        ids.add(String.join("/", List.of(own).subList(from, own.length)));
        count.merge(ids.get(i), 1, Integer::sum);
      }
      changed = false;
      for (int i = 0; i < depth.length; i++) {
        if (count.get(ids.get(i)) > 1 && depth[i] < parts.get(i).length - 1) {
          depth[i]++;
          changed = true;
        }
      }
    }
    return ids;
  }
}
