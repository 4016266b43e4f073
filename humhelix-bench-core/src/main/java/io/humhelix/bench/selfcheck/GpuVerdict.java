package io.humhelix.bench.selfcheck;

import io.humhelix.bench.selfcheck.Finding.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether any backend will work on a GPU, and if none will, the first thing to do. */
final class GpuVerdict implements Check {

  /** Without these nothing works: their remedies come before those of backends. */
  private static final Set<String> DRIVERS =
      Set.of(
          NvidiaCheck.DRIVER,
          OtherGpusCheck.AMD_DRIVER,
          OtherGpusCheck.INTEL_DRIVER,
          NoGpuCheck.NO_GPU);

  private final List<Finding> before;

  /**
   * After all other checks.
   *
   * @param before what they found, by the time that this one is asked
   */
  GpuVerdict(List<Finding> before) {
    this.before = before;
  }

  @Override
  public String id() {
    return "verdict";
  }

  @Override
  public Finding.Section section() {
    return Finding.Section.VERDICT;
  }

  private List<Finding> backends(State state) {
    return before.stream()
        .filter(finding -> finding.section() == Finding.Section.BACKENDS)
        .filter(finding -> finding.state() == state)
        .toList();
  }

  @Override
  public List<Finding> find() {
    return List.of(finding());
  }

  private Finding finding() {
    List<Finding> work = backends(State.OK);
    if (!work.isEmpty()) {
      return Finding.ok(
          id(),
          section(),
          work.stream().map(Finding::id).distinct().collect(Collectors.joining(", "))
              + " will work on a GPU.");
    }
    List<Finding> unknown =
        backends(State.NOT_CHECKED).stream().filter(f -> !f.remedy().isEmpty()).toList();
    if (!unknown.isEmpty() && driver().isEmpty()) {
      return Finding.notChecked(
          id(),
          section(),
          "whether a GPU works cannot be told without a model.",
          unknown.get(0).remedy());
    }
    return Finding.fail(
        id(), section(), "no backend that was asked will work on a GPU here.", first());
  }

  /** What keeps every backend from working: their own remedies come later. */
  private Optional<Finding> driver() {
    return before.stream()
        .filter(finding -> DRIVERS.contains(finding.id()))
        .filter(finding -> finding.state() == State.WARN)
        .findFirst();
  }

  private String first() {
    return driver()
        .map(finding -> "First: " + finding.remedy())
        .or(
            () ->
                backends(State.WARN).stream()
                    .filter(finding -> !finding.remedy().isEmpty())
                    .map(finding -> "First, for " + finding.id() + ": " + finding.remedy())
                    .findFirst())
        .orElse("Put a backend that can on the class path or module path.");
  }
}
