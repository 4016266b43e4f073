package io.humhelix.bench.store;

import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Remeasured;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run measures again of its baseline, as the first record tells under the key {@code
 * remeasured}.
 *
 * @param runId of the baseline's run
 * @param systems what is measured again, in the order of those that it is compared with
 * @param left what is not
 */
public record RemeasuredBaseline(String runId, List<Measured> systems, List<Left> left) {

  /** Code of the issue of a run that says what is measured again. */
  public static final String REMEASURED = "baseline-remeasured";

  /** Code of the issue of a run that says what is compared across runs, and why. */
  public static final String ACROSS_RUNS = "baseline-across-runs";

  /** Code of the issue of a run that says what of the baseline it lacks. */
  public static final String NOT_COMPARED = "baseline-not-compared";

  private static final String BEGIN = "baseline '";
  private static final String END = "': ";

  /**
   * A system of the baseline on a workload.
   *
   * @param id of its run config in this run
   * @param sut as it is opened here
   * @param workload name of a workload of the definition
   * @param of what it is in the baseline
   */
  public record Measured(String id, SutSpec sut, String workload, Remeasured of) {
    public Measured {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(sut, "sut");
      Objects.requireNonNull(workload, "workload");
      Objects.requireNonNull(of, "of");
    }

    /**
     * Returns it as a run config.
     *
     * @param definition that has its workload
     * @return empty if the definition has no such workload
     */
    public Optional<RunConfig> in(BenchmarkDefinition definition) {
      return definition.workloads().stream()
          .filter(one -> one.name().equals(workload))
          .findFirst()
          .map(this::on);
    }

    private RunConfig on(Workload input) {
      return new RunConfig(id, sut.withWorkloads(List.of()), input, Optional.of(of));
    }
  }

  /**
   * A system of the baseline that is not measured again.
   *
   * @param label its name: system and workload
   * @param compared whether something in this run is compared with it, across runs
   * @param why one sentence, or half of one
   */
  public record Left(String label, boolean compared, String why) {
    public Left {
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(why, "why");
    }
  }

  public RemeasuredBaseline {
    Objects.requireNonNull(runId, "runId");
    systems = List.copyOf(systems);
    left = List.copyOf(left);
  }

  /**
   * Says of each system of the baseline whether it is measured again, or why not.
   *
   * @return one note for each
   */
  public List<Issue> notes() {
    List<Issue> notes = new ArrayList<>();
    for (Measured one : systems) {
      String text = "measured again in this run, as '" + one.sut().name() + "'.";
      notes.add(Issue.info(REMEASURED, BEGIN + one.of().label() + END + text));
    }
    for (Left one : left) {
      String text = (one.compared() ? "compared across runs: " : "not measured: ") + one.why();
      notes.add(
          Issue.info(
              one.compared() ? ACROSS_RUNS : NOT_COMPARED, BEGIN + one.label() + END + text));
    }
    return notes;
  }

  /**
   * Returns which system of a baseline a note is about.
   *
   * @param note one of {@link #notes}
   * @return its name: system and workload
   */
  public static String label(Issue note) {
    String text = note.message();
    return text.substring(BEGIN.length(), text.lastIndexOf(END));
  }
}
