package io.humhelix.bench.cli;

import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.NumberText;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The languages of workloads whose clips have several. */
final class WorkloadLanguages {

  private static final String NOT_DECLARED = "not declared";

  private WorkloadLanguages() {}

  /** A line, wrapped, for each workload of more than one language. */
  static List<String> lines(BenchmarkDefinition definition) {
    return definition.workloads().stream()
        .filter(workload -> workload.tasks().size() > 1)
        .flatMap(workload -> DisplayText.wrap(line(workload), "  ").stream())
        .toList();
  }

  private static String line(Workload workload) {
    SortedMap<String, Integer> clips = new TreeMap<>();
    for (AudioClip clip : workload.clips()) {
      clips.merge(workload.task().of(clip).language().orElse(NOT_DECLARED), 1, Integer::sum);
    }
    return "workload '"
        + DisplayText.oneLine(workload.name())
        + "': languages "
        + clips.entrySet().stream()
            .map(one -> one.getKey() + " (" + NumberText.count(one.getValue(), "clip") + ")")
            .collect(Collectors.joining(", "));
  }
}
