package io.humhelix.bench.report;

import io.humhelix.bench.result.RunConfigResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a reader of error rates should know about the normalisers behind them. */
final class NormalizerText {

  private static final String KEEPING_MARKS = "multilingual-";

  private NormalizerText() {}

  static List<String> lines(List<RunConfigResult> configs) {
    List<String> lines = new ArrayList<>();
    Map<String, List<RunConfigResult>> byWorkload = new LinkedHashMap<>();
    configs.forEach(
        config ->
            byWorkload
                .computeIfAbsent(config.runConfig().workload().name(), name -> new ArrayList<>())
                .add(config));
    byWorkload.forEach(
        (workload, systems) -> {
          if (differ(systems)) {
            lines.addAll(DisplayText.wrap(different(workload, systems), "  "));
          }
        });
    if (configs.stream().anyMatch(config -> used(config).contains(KEEPING_MARKS))) {
      lines.addAll(
          DisplayText.wrap(
              "normalizer multilingual keeps vowel marks, which Whisper's basic drops: its error"
                  + " rates do not compare with published ones by basic.",
              "  "));
    }
    return lines;
  }

  /** Whether any clip was scored in two ways. */
  private static boolean differ(List<RunConfigResult> systems) {
    Map<String, String> byClip = new HashMap<>();
    return systems.stream()
        .flatMap(config -> config.validTrials().stream())
        .flatMap(trial -> trial.clips().stream())
        .filter(clip -> clip.score().isPresent())
        .anyMatch(
            clip -> {
              String normalizer = clip.score().get().normalizer();
              String earlier = byClip.putIfAbsent(clip.clipId(), normalizer);
              return earlier != null && !earlier.equals(normalizer);
            });
  }

  private static String different(String workload, List<RunConfigResult> systems) {
    return "workload '"
        + DisplayText.oneLine(workload)
        + "': texts of one clip were normalised in different ways ("
        + systems.stream()
            .filter(config -> !used(config).isEmpty())
            .map(
                config ->
                    DisplayText.oneLine(config.runConfig().sut().name()) + ": " + used(config))
            .collect(Collectors.joining("; "))
        + "), so error rates do not compare. Set the workload's language, or accuracy.normalizer.";
  }

  private static String used(RunConfigResult config) {
    Set<String> used = new LinkedHashSet<>();
    config.validTrials().stream()
        .flatMap(trial -> trial.clips().stream())
        .flatMap(clip -> clip.score().stream())
        .forEach(score -> used.add(score.normalizer()));
    return String.join(", ", used);
  }
}
