package io.humhelix.bench.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * One view of a picture: run configs that may be compared with each other, since they have one
 * benchmark, scenario, host and, mostly, workload.
 *
 * @param name tells it from the picture's other views, as in {@code librivox}
 * @param finding what there is to see, in sentences; empty where there is nothing to say
 * @param entries keys of its run configs
 */
public record PicturePanel(String name, String finding, List<String> entries) {

  /** What run configs of one view have in common. */
  private record Together(String benchmark, String scenario, String host, String workload) {

    static Together of(Entry entry, boolean workloads) {
      return new Together(
          entry.benchmark(), entry.scenario(), entry.host(), workloads ? entry.workload() : "");
    }

    /** Names only what differs from another group: mostly the workload alone. */
    String name(List<Together> all) {
      List<String> parts = new ArrayList<>();
      if (!workload.isEmpty()) {
        parts.add(workload);
      }
      for (Function<Together, String> part :
          List.<Function<Together, String>>of(
              Together::host, Together::benchmark, Together::scenario)) {
        if (all.stream().map(part).distinct().count() > 1) {
          parts.add(part.apply(this).isEmpty() ? "unnamed" : part.apply(this));
        }
      }
      return parts.isEmpty() ? "All" : String.join(" \u00b7 ", parts);
    }
  }

  public PicturePanel {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(finding, "finding");
    entries = List.copyOf(entries);
  }

  /**
   * Groups what a picture shows.
   *
   * @param items of a picture
   * @param entry whose each is
   * @param workloads whether each workload has a view of its own
   * @param finding what the items of a view show
   */
  static <T> List<PicturePanel> of(
      List<T> items,
      Function<T, Entry> entry,
      boolean workloads,
      Function<List<T>, String> finding) {
    Map<Together, List<T>> groups = new LinkedHashMap<>();
    for (T item : items) {
      groups
          .computeIfAbsent(Together.of(entry.apply(item), workloads), group -> new ArrayList<>())
          .add(item);
    }
    List<Together> all = List.copyOf(groups.keySet());
    List<PicturePanel> panels = new ArrayList<>();
    groups.forEach(
        (group, its) ->
            panels.add(
                new PicturePanel(
                    group.name(all),
                    finding.apply(its),
                    its.stream().map(item -> entry.apply(item).key()).toList())));
    return List.copyOf(panels);
  }
}
