package io.humhelix.bench.compare;

import io.humhelix.bench.compare.Condition.Group;
import io.humhelix.bench.internal.text.TextHash;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.store.StoredForm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What must be alike for measurements to be comparable: two run configs of different runs, or the
 * trials before and after a run was interrupted. Immutable.
 *
 * @param values texts, numbers, truth values and lists of them, by condition
 */
public record Conditions(SortedMap<Condition, Object> values) {

  /** What bears on times; memory in kB changes from boot to boot. */
  private static final List<String> HOST = List.of("name", "os", "arch", "cpu", "processors");

  private static final String LANGUAGE = "language";

  private static final List<String> JVM = List.of("name", "version");

  public Conditions {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /**
   * Returns the conditions of a run config that was measured.
   *
   * @param run its run
   * @param result what became of it
   * @return with what the system said that it is
   */
  public static Conditions of(RunResult run, RunConfigResult result) {
    return of(run.definition(), run.provenance()).with(result, run.provenance());
  }

  /**
   * Returns the conditions that all run configs of a run have in common.
   *
   * @param definition what was asked for
   * @param provenance where, and with which files
   * @return scenario, isolation, trials, host with its GPUs as far as they are known, JVM and
   *     harness
   */
  public static Conditions of(BenchmarkDefinition definition, Provenance provenance) {
    Builder conditions = new Builder();
    conditions.run(definition, provenance);
    return conditions.build();
  }

  /**
   * Returns these conditions of a run with those of a run config that is to be measured in it.
   *
   * @param runConfig one of the run's
   * @param provenance with which files
   * @return without what the system will say that it is
   */
  public Conditions with(RunConfig runConfig, Provenance provenance) {
    Builder conditions = new Builder(this);
    conditions.runConfig(runConfig, provenance);
    return conditions.build();
  }

  /** Returns what is asked of a system under test. */
  static Conditions asked(SutSpec sut) {
    Builder conditions = new Builder();
    conditions.asked(sut);
    return conditions.build();
  }

  /**
   * Returns these conditions with what a measured run config told of itself.
   *
   * @param effective what the system said that it is
   * @param normalizer id of the normaliser of error rates; empty if none is known
   * @return with both
   */
  public Conditions with(Optional<EffectiveSut> effective, String normalizer) {
    Builder conditions = new Builder(this);
    effective.ifPresent(conditions::effective);
    if (!normalizer.isEmpty()) {
      conditions.put(Group.NORMALIZER, normalizer);
    }
    return conditions.build();
  }

  /** Returns these conditions of a run with those of a run config that was measured in it. */
  Conditions with(RunConfigResult result, Provenance provenance) {
    Builder conditions = new Builder(this);
    conditions.runConfig(result.runConfig(), provenance);
    result.effective().ifPresent(conditions::effective);
    conditions.put(Group.NORMALIZER, result.normalizer());
    conditions.normalizers(result);
    return conditions.build();
  }

  /**
   * Returns what differs.
   *
   * @param candidate conditions of the candidate
   * @return in the order of the conditions; what one side alone has is a difference
   */
  public List<ConditionDifference> differences(Conditions candidate) {
    SortedSet<Condition> all = new TreeSet<>(values.keySet());
    all.addAll(candidate.values.keySet());
    List<ConditionDifference> differences = new ArrayList<>();
    for (Condition condition : all) {
      Optional<Object> before = Optional.ofNullable(values.get(condition));
      Optional<Object> now = Optional.ofNullable(candidate.values.get(condition));
      if (!before.equals(now)) {
        differences.add(new ConditionDifference(condition, before, now));
      }
    }
    return List.copyOf(differences);
  }

  /**
   * Returns these conditions without some.
   *
   * @param meant true for those that are meant to differ
   * @return the others
   */
  public Conditions without(Predicate<Condition> meant) {
    SortedMap<Condition, Object> rest = new TreeMap<>(values);
    rest.keySet().removeIf(meant);
    return new Conditions(rest);
  }

  /** Returns these conditions with hashes in place of references, which a baseline may lack. */
  Conditions withHashedReferences() {
    SortedMap<Condition, Object> hashed = new TreeMap<>(values);
    hashed.replaceAll(
        (condition, value) ->
            condition.group() == Group.REFERENCE ? TextHash.of((String) value) : value);
    return new Conditions(hashed);
  }

  /** Collects conditions from the domain. */
  private static final class Builder {

    private final SortedMap<Condition, Object> values = new TreeMap<>();

    private Builder() {}

    private Builder(Conditions conditions) {
      values.putAll(conditions.values);
    }

    private void run(BenchmarkDefinition definition, Provenance provenance) {
      Map<String, Object> asked = StoredForm.of(definition);
      for (Group group :
          List.of(
              Group.SCENARIO,
              Group.ACCURACY,
              Group.ISOLATION,
              Group.WORKER_JVM_ARGS,
              Group.WORKER_ENV)) {
        putTree(group, List.of(), asked.get(group.word()));
      }
      // The plain scenario is written as its name alone.
      if (values.remove(Condition.of(Group.SCENARIO)) instanceof String name) {
        put(Group.SCENARIO, name, "name");
      }
      put(Group.TRIALS, definition.trials().warmUpTrials(), "warmup");
      put(Group.TRIALS, definition.trials().measuredTrials(), "count");
      put(Group.TRIALS, definition.trials().seed().orElse(provenance.seed()), "seed");
      chosen(Group.HOST, HOST, provenance.host());
      gpus(provenance);
      chosen(Group.JVM, JVM, provenance.jvm());
      put(Group.HARNESS, provenance.harnessVersion());
    }

    private void runConfig(RunConfig config, Provenance provenance) {
      asked(config.sut());
      workload(config.workload(), provenance);
      model(config.id(), provenance);
      if (config.sut().device().equals(Device.CPU)) {
        values.keySet().removeIf(Condition::isGpu);
      }
    }

    private void asked(SutSpec spec) {
      Map<String, Object> sut = StoredForm.of(spec.withWorkloads(List.of()));
      sut.remove("name");
      putTree(Group.SUT, List.of(), sut);
    }

    private void workload(Workload workload, Provenance provenance) {
      List<TranscriptionTask> tasks = workload.tasks();
      boolean mixed = tasks.size() > 1;
      putTree(Group.WORKLOAD, List.of(), StoredForm.of(tasks.get(0)));
      if (mixed) {
        values.remove(Condition.of(Group.WORKLOAD, LANGUAGE));
      }
      put(Group.WORKLOAD, workload.clips().size(), "clips");
      Set<String> ids = new HashSet<>();
      int place = 0;
      for (AudioClip clip : workload.clips()) {
        ids.add(clip.id());
        put(Group.CLIP, ++place, clip.id());
        clip.reference().ifPresent(text -> put(Group.REFERENCE, text, clip.id()));
        if (mixed) {
          workload
              .task()
              .of(clip)
              .language()
              .ifPresent(code -> put(Group.WORKLOAD, code, LANGUAGE, clip.id()));
        }
      }
      for (Provenance.AudioFingerprint clip : provenance.audio()) {
        // A run that was extended may have had other clips under this name.
        if (clip.workload().equals(workload.name()) && ids.contains(clip.clipId())) {
          put(Group.AUDIO, clip.samplesSha256(), clip.clipId());
        }
      }
    }

    /** Where texts have several, two runs may have used the same ones for different clips. */
    private void normalizers(RunConfigResult result) {
      SortedMap<String, SortedSet<String>> byClip = new TreeMap<>();
      // Trials that are read share their scores, and a run may have a million of these.
      Map<ClipScore, String> seen = new IdentityHashMap<>();
      List<ClipResult> before = List.of();
      for (TrialResult trial : result.validTrials()) {
        List<ClipResult> clips = trial.clips();
        for (int i = 0; i < clips.size(); i++) {
          ClipResult clip = clips.get(i);
          boolean again =
              i < before.size()
                  && before.get(i).score() == clip.score()
                  && before.get(i).clipId().equals(clip.clipId());
          ClipScore score = again ? null : clip.score().orElse(null);
          if (score != null && !clip.clipId().equals(seen.put(score, clip.clipId()))) {
            byClip.computeIfAbsent(clip.clipId(), id -> new TreeSet<>()).add(score.normalizer());
          }
        }
        before = clips;
      }
      if (byClip.values().stream().flatMap(Set::stream).distinct().count() > 1) {
        byClip.forEach((clip, used) -> put(Group.NORMALIZER, String.join(", ", used), clip));
      }
    }

    private void effective(EffectiveSut effective) {
      putTree(Group.EFFECTIVE, List.of(), StoredForm.of(effective));
    }

    /** Files of one name may lie in several folders of a model. */
    private void model(String runConfigId, Provenance provenance) {
      SortedMap<String, SortedSet<String>> files = new TreeMap<>();
      for (Provenance.ModelFingerprint model : provenance.models()) {
        // Earlier versions did not write whose file it is.
        if (model.runConfigs().isEmpty() || model.runConfigs().contains(runConfigId)) {
          files
              .computeIfAbsent(model.file().name(), name -> new TreeSet<>())
              .add(model.file().sha256());
        }
      }
      files.forEach((name, hashes) -> put(Group.MODEL, String.join(" ", hashes), name));
    }

    /** Another card of the same make counts as another one: two of a kind differ. */
    private void gpus(Provenance provenance) {
      provenance
          .host()
          .forEach(
              (key, value) -> {
                if (key.startsWith("gpu")) {
                  put(Group.HOST, value, key);
                }
              });
    }

    private void chosen(Group group, List<String> keys, Map<String, String> all) {
      for (String key : keys) {
        if (all.containsKey(key)) {
          put(group, all.get(key), key);
        }
      }
    }

    private void put(Group group, Object value, String... keys) {
      values.put(
          Condition.of(group, keys), value instanceof Integer n ? (Object) n.longValue() : value);
    }

    private void putTree(Group group, List<String> keys, Object tree) {
      if (tree instanceof Map<?, ?> map) {
        map.forEach(
            (key, value) -> {
              List<String> deeper = new ArrayList<>(keys);
              deeper.add((String) key);
              putTree(group, deeper, value);
            });
      } else if (tree != null) {
        put(group, tree, keys.toArray(String[]::new));
      }
    }

    private Conditions build() {
      return new Conditions(values);
    }
  }
}
