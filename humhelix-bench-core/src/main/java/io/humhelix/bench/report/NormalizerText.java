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

/** Where error rates of one workload do not compare, since its texts were normalised otherwise. */
final class NormalizerText {

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
