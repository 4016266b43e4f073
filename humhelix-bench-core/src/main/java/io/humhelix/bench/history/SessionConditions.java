package io.humhelix.bench.history;

import io.humhelix.bench.compare.Condition;
import io.humhelix.bench.compare.ConditionDifference;
import io.humhelix.bench.compare.Conditions;
import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.store.RunConfigFacts;
import io.humhelix.bench.store.RunHeader;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was alike, or not, between sessions. Reads the first records of the files beside a change
 * alone, each once. For one thread.
 */
final class SessionConditions {

  private static final Condition SEED = Condition.of(Condition.Group.TRIALS, "seed");

  private final Map<Path, Optional<RunHeader>> headers = new HashMap<>();

  /** Returns the conditions that differ; none where a file does not say its conditions. */
  List<ConditionDifference> between(SessionTally before, SessionTally after) {
    Optional<Conditions> old = of(before);
    Optional<Conditions> now = of(after);
    return old.isEmpty() || now.isEmpty()
        ? List.of()
        : old.get().differences(now.get()).stream()
            .filter(one -> !isOfNoUse(one.condition()))
            .toList();
  }

  /** Seeds differ by design. Places of clips say what their names say. */
  private static boolean isOfNoUse(Condition condition) {
    return condition.equals(SEED) || condition.group() == Condition.Group.CLIP;
  }

  private Optional<Conditions> of(SessionTally session) {
    return headers
        .computeIfAbsent(session.run().file(), SessionConditions::header)
        .flatMap(header -> session.config().map(config -> of(header, config)));
  }

  /** A file that changed since it was read tells nothing of conditions; its numbers stand. */
  private static Optional<RunHeader> header(Path file) {
    try {
      return RunReader.header(file);
    } catch (StoreException e) {
      return Optional.empty();
    }
  }

  private static Conditions of(RunHeader header, RunConfigFacts facts) {
    Conditions conditions = Conditions.of(header.definition(), header.provenance());
    return planned(header, facts)
        .map(config -> conditions.with(config, header.provenance()))
        .orElse(conditions)
        .with(facts.effective(), facts.normalizer());
  }

  /** By its id or, of a version that makes other ids, by its name. */
  private static Optional<RunConfig> planned(RunHeader header, RunConfigFacts facts) {
    List<RunConfig> all = new ArrayList<>();
    try {
      all.addAll(RunConfigs.expand(header.definition()));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // A version that expands otherwise wrote it.
    }
    return all.stream()
        .filter(one -> one.id().equals(facts.id()))
        .findFirst()
        .or(() -> all.stream().filter(one -> one.label().equals(facts.label())).findFirst());
  }
}
