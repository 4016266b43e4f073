package io.humhelix.bench.harness;

import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.internal.plan.SutNames;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.internal.preflight.PreflightCheck;
import io.humhelix.bench.internal.provenance.Fingerprints;
import io.humhelix.bench.internal.run.CheckedRun;
import io.humhelix.bench.internal.text.Redaction;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.Remeasured;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One system of a baseline, and whether it is to be had here, beside what is compared with it. */
final class BaselineSystem {

  /** What stands where a secret was begins so. */
  private static final String REDACTED = "<redacted";

  /** Earlier versions added a hash, which tells nothing here. */
  private static final Pattern HASH = Pattern.compile("(?<=<redacted):[0-9a-f]{8}(?=>)");

  /** Why a system is not to be had. */
  static final class NotToBeHad extends Exception {
    private static final long serialVersionUID = 1L;

    NotToBeHad(String why) {
      super(why);
    }
  }

  private final RunResult baseline;
  private final RunConfigResult old;
  private final CheckedRun run;
  private final CheckedRunConfig now;
  private final Fingerprints models;

  /**
   * Looks at a system.
   *
   * @param old the system in the baseline
   * @param now what is compared with it
   * @param models hashes of files, each made once
   */
  BaselineSystem(
      RunResult baseline,
      RunConfigResult old,
      CheckedRun run,
      CheckedRunConfig now,
      Fingerprints models) {
    this.baseline = baseline;
    this.old = old;
    this.run = run;
    this.now = now;
    this.models = models;
  }

  /**
   * Finds the system here. What its engine is nobody knows before it lives.
   *
   * @param name that the system gets in this run
   * @param live whether the backend is an object of the host
   */
  CheckedRunConfig find(String name, PreflightCheck preflight, boolean live) throws NotToBeHad {
    if (now.refused()) {
      throw new NotToBeHad("what is compared with it is refused here.");
    }
    requireWorkload();
    SutSpec sut =
        withSecrets(old.runConfig().sut(), now.runConfig().sut())
            .withName(name)
            .withWorkloads(List.of());
    if (isSame(sut)) {
      throw new NotToBeHad(
          "the definition asks for the same system"
              + (hasSecret(old.runConfig().sut())
                  ? ", as far as results tell, which hold no secrets; its run here is the newer"
                      + " measurement."
                  : ", whose run here is the newer measurement."));
    }
    if (live) {
      throw new NotToBeHad(
          "backend '"
              + sut.backend()
              + "' was passed as a live system, of which the application has but the one here.");
    }
    return withItsModel(sut, preflight);
  }

  private static String plain(Object value) {
    return HASH.matcher(String.valueOf(value)).replaceAll("");
  }

  private static boolean hasSecret(SutSpec stored) {
    return stored.model().contains(REDACTED)
        || stored.options().asMap().toString().contains(REDACTED);
  }

  private void requireWorkload() throws NotToBeHad {
    String name = now.runConfig().workload().name();
    if (!Objects.equals(old.runConfig().workload().task(), now.runConfig().workload().task())) {
      throw new NotToBeHad("the baseline had another task for workload '" + name + "'.");
    }
    Map<String, String> before = new TreeMap<>();
    for (Provenance.AudioFingerprint clip : baseline.provenance().audio()) {
      if (clip.workload().equals(old.runConfig().workload().name())) {
        before.put(clip.clipId(), clip.samplesSha256());
      }
    }
    Map<String, String> here = new TreeMap<>();
    for (PreparedClip clip : run.workloadOf(now).clips()) {
      here.put(clip.clip().id(), clip.audio().samplesSha256());
    }
    if (!before.equals(here)) {
      throw new NotToBeHad("the baseline had other audio in workload '" + name + "'.");
    }
  }

  /**
   * Results have no secrets: the definition's are taken where all else of the value is alike. A key
   * opens a system, and is no part of what is measured.
   */
  static SutSpec withSecrets(SutSpec stored, SutSpec definition) throws NotToBeHad {
    SutSpec sut = stored;
    if (sut.model().contains(REDACTED)) {
      if (!Redaction.text(definition.model()).equals(plain(sut.model()))) {
        throw new NotToBeHad("the name of its model has a secret, which results do not hold.");
      }
      sut = sut.withModel(definition.model());
    }
    Map<String, Object> options = new LinkedHashMap<>(sut.options().asMap());
    for (Map.Entry<String, Object> option : options.entrySet()) {
      if (option.getValue().toString().contains(REDACTED)) {
        Optional<Object> known =
            definition
                .options()
                .get(option.getKey())
                .filter(
                    value ->
                        String.valueOf(Redaction.value(option.getKey(), value))
                            .equals(plain(option.getValue())));
        if (known.isEmpty()) {
          throw new NotToBeHad(
              "its option '" + option.getKey() + "' has a secret, which results do not hold.");
        }
        option.setValue(known.get());
      }
    }
    return new SutSpec(
        sut.name(),
        sut.backend(),
        sut.model(),
        sut.computeType(),
        sut.device(),
        Options.of(options),
        sut.workloads());
  }

  /** Paths of options count whole: an engine's version often is in its folder alone. */
  private boolean isSame(SutSpec sut) throws NotToBeHad {
    SutSpec asked = now.runConfig().sut();
    boolean alike =
        sut.backend().equals(asked.backend())
            && sut.computeType().canonical().equals(asked.computeType().canonical())
            && sut.device().equals(asked.device())
            && sut.options().equals(asked.options());
    return alike
        && (models().isEmpty() && now.modelFiles().isEmpty()
            ? sut.model().equals(asked.model())
            : hasModel(now.modelFiles()));
  }

  private CheckedRunConfig withItsModel(SutSpec sut, PreflightCheck preflight) throws NotToBeHad {
    Optional<String> why = Optional.empty();
    for (String model : placesOf(sut)) {
      CheckedRunConfig found = preflight.check(run.definition(), runConfig(sut.withModel(model)));
      if (!found.refused() && hasModel(found.modelFiles())) {
        return found;
      }
      // What is wrong under the name that the baseline has says most.
      why =
          why.or(
              () ->
                  Optional.of(
                      found.refused()
                          ? reason(found)
                          : found.modelFiles().isEmpty() && !models().isEmpty()
                              ? "its model '" + sut.model() + "' is not there."
                              : "its model '"
                                  + sut.model()
                                  + "' has another content here (SHA-256)."));
    }
    throw new NotToBeHad(why.orElseThrow());
  }

  /** The baseline's own name of the model, then where else it may lie. */
  private Set<String> placesOf(SutSpec sut) {
    Set<String> places = new LinkedHashSet<>();
    places.add(sut.model());
    String leaf = SutNames.leaf(sut.model());
    places.add(leaf);
    for (CheckedRunConfig config : run.configs()) {
      SutSpec asked = config.runConfig().sut();
      if (asked.backend().equals(sut.backend())) {
        places.add(asked.model());
        for (Path file : config.modelFiles()) {
          places.add(file.resolveSibling(leaf).toString());
        }
      }
    }
    return places;
  }

  private RunConfig runConfig(SutSpec sut) {
    Optional<EffectiveSut> effective = old.effective();
    return RunConfigs.remeasured(
        sut,
        now.runConfig().workload(),
        run.definition().scenario(),
        new Remeasured(
            baseline.runId(),
            old.runConfig().id(),
            label(),
            now.runConfig().id(),
            effective.map(EffectiveSut::engine),
            effective.map(EffectiveSut::engineVersion)));
  }

  /** Returns the name in the baseline. */
  String label() {
    return Redaction.text(old.runConfig().label());
  }

  private static String reason(CheckedRunConfig refused) {
    return refused.issues().stream()
        .filter(issue -> issue.severity() == Severity.ERROR)
        .map(Issue::message)
        .findFirst()
        .orElseThrow();
  }

  /** Files by content, since folders and names may be others here; sizes tell most apart. */
  private boolean hasModel(List<Path> files) throws NotToBeHad {
    try {
      List<Long> sizes = new ArrayList<>();
      for (Path file : files) {
        sizes.add(Files.size(file));
      }
      sizes.sort(null);
      List<Long> before = models().stream().map(m -> m.file().bytes()).sorted().toList();
      if (!before.equals(sizes)) {
        return false;
      }
      List<String> hashes = new ArrayList<>();
      for (Path file : files) {
        hashes.add(models.of(file).sha256());
      }
      hashes.sort(null);
      return models().stream().map(m -> m.file().sha256()).sorted().toList().equals(hashes);
    } catch (IOException | UncheckedIOException e) {
      throw new NotToBeHad("a model file cannot be read: " + e.getMessage() + ".");
    }
  }

  private List<Provenance.ModelFingerprint> models() {
    return baseline.provenance().models().stream()
        .filter(m -> m.runConfigs().isEmpty() || m.runConfigs().contains(old.runConfig().id()))
        .toList();
  }
}
