package io.humhelix.bench.harness;

import io.humhelix.bench.compare.Condition;
import io.humhelix.bench.compare.ConditionDifference;
import io.humhelix.bench.compare.Conditions;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.StoredForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What has changed since a run was interrupted, one sentence each. */
final class ResumeChanges {

  /** Longest text that is shown of a value. */
  private static final int SHOWN = 80;

  /** Known only when the system lives, or of trials. */
  private static final Set<Condition.Group> OF_TRIALS =
      Set.of(Condition.Group.EFFECTIVE, Condition.Group.NORMALIZER);

  private final RunResult stored;
  private final Provenance provenance;
  private final Conditions ofStored;
  private final Conditions ofNow;
  private final Map<String, RunConfig> byId = new HashMap<>();
  private final Map<String, List<RunConfig>> measured = new HashMap<>();
  private final Map<ConditionDifference, Set<String>> common = new LinkedHashMap<>();
  private final Set<String> ofRunConfigs = new LinkedHashSet<>();
  private final Set<String> ofAudio = new LinkedHashSet<>();

  private ResumeChanges(RunResult stored, BenchmarkDefinition definition, Provenance provenance) {
    this.stored = stored;
    this.provenance = provenance;
    ofStored = Conditions.of(stored.definition(), stored.provenance());
    ofNow = Conditions.of(definition, provenance);
    for (RunConfigResult before : stored.runConfigs()) {
      RunConfig config = before.runConfig();
      byId.put(config.id(), config);
      if (!before.trials().isEmpty()) {
        measured.computeIfAbsent(StoredForm.label(config), name -> new ArrayList<>()).add(config);
      }
    }
  }

  /**
   * Finds what would make old and new trials incomparable.
   *
   * @param stored what is on disk
   * @param now the run configs to be executed
   */
  static List<String> between(
      RunResult stored,
      BenchmarkDefinition definition,
      Provenance provenance,
      List<RunConfig> now) {
    ResumeChanges changes = new ResumeChanges(stored, definition, provenance);
    changes.take(changes.ofStored, changes.ofNow, "");
    changes.audio();
    now.forEach(changes::compare);
    return changes.sentences();
  }

  /** A clip of one name is one recording, whatever system takes it. */
  private void audio() {
    Map<String, String> before = new HashMap<>();
    for (Provenance.AudioFingerprint clip : stored.provenance().audio()) {
      before.put(name(clip), clip.samplesSha256());
    }
    for (Provenance.AudioFingerprint clip : provenance.audio()) {
      String hash = before.get(name(clip));
      if (hash != null && !hash.equals(clip.samplesSha256())) {
        ofAudio.add("audio of clip " + name(clip) + " has another content (SHA-256)");
      }
    }
  }

  private static String name(Provenance.AudioFingerprint clip) {
    return clip.workload() + " / " + clip.clipId();
  }

  private void compare(RunConfig now) {
    Optional<RunConfig> namesake = namesake(now);
    Optional<RunConfig> same = Optional.ofNullable(byId.get(now.id())).or(() -> namesake);
    if (same.isEmpty()) {
      return;
    }
    Conditions conditions = ofNow.with(now, provenance);
    // Its own model must be there, whatever name it had.
    take(ofStored.with(same.get(), stored.provenance()), conditions, now.id());
    namesake.ifPresent(before -> compare(before, now, conditions));
  }

  /** Another id says that something else is asked for, if not what. */
  private void compare(RunConfig was, RunConfig now, Conditions conditions) {
    boolean said = false;
    for (ConditionDifference difference :
        ofStored.with(was, stored.provenance()).differences(conditions)) {
      // Every id has the scenario in it, whose change is named already.
      said |= difference.condition().group() == Condition.Group.SCENARIO;
      if (isOfRunConfig(difference)) {
        said = true;
        ofRunConfigs.add(name(now) + said(difference));
      }
    }
    if (!said) {
      ofRunConfigs.add(
          name(now)
              + "asks for something else under the same name, such as another secret, or its place"
              + " among equal ones (id: was "
              + was.id()
              + ", is "
              + now.id()
              + ")");
    }
  }

  /**
   * What was measured under the name of a run config that asks for something else. Where only
   * refusals and failed loads have the name, there is nothing to mix.
   */
  private Optional<RunConfig> namesake(RunConfig now) {
    return measured.getOrDefault(StoredForm.label(now), List.of()).stream()
        .filter(before -> !before.id().equals(now.id()))
        .reduce((earlier, later) -> later);
  }

  private static String name(RunConfig config) {
    return "run config '" + StoredForm.label(config) + "': ";
  }

  private void take(Conditions before, Conditions now, String runConfigId) {
    boolean modelKnown = hasModel(before) && hasModel(now);
    for (ConditionDifference difference : before.differences(now)) {
      if (!isOfRunConfig(difference) && isKnown(difference, modelKnown)) {
        common.computeIfAbsent(difference, d -> new TreeSet<>()).add(runConfigId);
      }
    }
  }

  private static boolean hasModel(Conditions conditions) {
    return conditions.values().keySet().stream().anyMatch(c -> c.group() == Condition.Group.MODEL);
  }

  private static boolean isOfRunConfig(ConditionDifference difference) {
    return switch (difference.condition().group()) {
      case SUT, WORKLOAD, CLIP, REFERENCE -> true;
      default -> false;
    };
  }

  /**
   * What only one beginning could tell is no change: GPUs, where none was to work before; model
   * files of a run config that the run did not get to, or that is refused now. Audio is compared by
   * name.
   */
  private static boolean isKnown(ConditionDifference difference, boolean modelKnown) {
    boolean both = difference.baseline().isPresent() && difference.candidate().isPresent();
    return switch (difference.condition().group()) {
      case HOST -> both || !difference.condition().isGpu();
      case AUDIO -> false;
      case MODEL -> modelKnown;
      default -> !OF_TRIALS.contains(difference.condition().group());
    };
  }

  private List<String> sentences() {
    List<ConditionDifference> inOrder = new ArrayList<>(common.keySet());
    inOrder.sort(Comparator.comparing(ConditionDifference::condition));
    List<String> sentences = new ArrayList<>();
    inOrder.stream().filter(d -> before(d)).map(this::sentence).forEach(sentences::add);
    sentences.addAll(ofRunConfigs);
    sentences.addAll(ofAudio);
    inOrder.stream().filter(d -> !before(d)).map(this::sentence).forEach(sentences::add);
    return sentences;
  }

  private static boolean before(ConditionDifference difference) {
    return difference.condition().group().compareTo(Condition.Group.SUT) < 0;
  }

  private String sentence(ConditionDifference difference) {
    String key = String.join(".", difference.condition().keys());
    return switch (difference.condition().group()) {
      case MODEL ->
          "model file "
              + key
              + (difference.candidate().isEmpty()
                  ? " is not there any more"
                  : difference.baseline().isEmpty() ? " is new" : " has another content (SHA-256)")
              + ", of run config "
              + String.join(", ", common.get(difference));
      default -> difference.condition().name() + changed(difference);
    };
  }

  private static String said(ConditionDifference difference) {
    String key = String.join(".", difference.condition().keys());
    return switch (difference.condition().group()) {
      case SUT -> key + changed(difference);
      case CLIP ->
          "clip "
              + key
              + ": was "
              + number(difference.baseline())
              + ", is "
              + number(difference.candidate());
      case REFERENCE -> "reference of clip " + key + changed(difference);
      default -> "workload." + key + changed(difference);
    };
  }

  private static String number(Optional<Object> place) {
    return place.map(value -> "number " + value).orElse("not given");
  }

  private static String changed(ConditionDifference difference) {
    return ": was " + shown(difference.baseline()) + ", is " + shown(difference.candidate());
  }

  private static String shown(Optional<Object> value) {
    if (value.isEmpty()) {
      return "not given";
    }
    String text = StoredForm.text(value.get());
    String quoted = value.get() instanceof String ? "'" + text + "'" : text;
    return quoted.length() > SHOWN ? quoted.substring(0, SHOWN) + "…" : quoted;
  }
}
