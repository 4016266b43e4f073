package io.humhelix.bench.testkit;

import static io.humhelix.bench.testkit.ContractBroken.unless;

import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a provider says before anything is opened. */
record ProviderPromises(ContractSubject subject) {

  private static final String NO_MODEL = "no-such-model-of-the-contract";

  List<ContractCheck> checks() {
    return List.of(
        // First: what a later check loads stays loaded.
        subject.check(
            "native-build",
            "a backend that names no native build loads none while it is checked",
            this::nativeBuild),
        subject.check(
            "probe", "probe returns available, or the reason and what to do", this::probe),
        subject.check(
            "preflight-accepts",
            "preflight finds no problem with what the contract opens",
            this::accepts),
        subject.check(
            "preflight-files", "the model files that preflight names can be read", this::files),
        subject.check("preflight-repeats", "preflight gives the same result again", this::repeats),
        subject.check(
            "preflight-missing-model",
            "preflight refuses a missing model, with a remedy",
            this::missingModel),
        subject.check(
            "preflight-unknown-device",
            "preflight refuses a missing device, with a remedy",
            this::unknownDevice),
        subject.check(
            "preflight-all-at-once", "preflight reports all problems at once", this::allAtOnce),
        subject.check(
            "preflight-is-silent",
            "probe and preflight write nothing to standard streams",
            this::silent));
  }

  private void nativeBuild() {
    SutProvider provider = subject.provider().get();
    OpenRequest request = subject.request(provider);
    Optional<String> build = provider.nativeBuild(request.options());
    unless(build != null, "nativeBuild returned null", "Return empty, or a name.");
    unless(
        build.equals(subject.provider().get().nativeBuild(request.options())),
        "nativeBuild is not the same in another provider",
        "Derive it from the options alone.");
    if (build.isPresent()) {
      return;
    }
    Set<String> before =
        LoadedLibraries.foreign().orElseThrow(() -> new NotApplicable("needs /proc/self/maps"));
    provider.probe(request.options());
    provider.preflight(request);
    Set<String> after = new TreeSet<>(LoadedLibraries.foreign().orElseThrow());
    after.removeAll(before);
    unless(
        after.isEmpty(),
        "nativeBuild is empty, but probe or preflight loaded " + after,
        "Leave nativeBuild as it is, and the harness asks in a worker process.");
  }

  private void probe() {
    SutProvider provider = subject.provider().get();
    Availability first = provider.probe();
    unless(first != null, "probe returned null", "Return an availability.");
    if (first.available()) {
      unless(
          !first.detail().isBlank(),
          "it is available, but does not say what was found",
          "Name version and devices.");
    } else {
      unless(
          !first.detail().isBlank() && !first.remedy().isBlank(),
          "it is not available, for the reason '"
              + first.detail()
              + "' with the remedy '"
              + first.remedy()
              + "'",
          "Say what is missing and what to do.");
    }
    unless(
        provider.probe().available() == first.available(),
        "two probes in a row disagree",
        "Check the machine again, in the same way, at every call.");
  }

  private Preflight preflight(SutProvider provider, SutSpec spec) {
    Preflight outcome = provider.preflight(subject.request(provider, spec));
    unless(outcome != null, "preflight returned null", "Return Preflight.ok or refused.");
    return outcome;
  }

  private static List<Issue> errors(Preflight outcome) {
    return outcome.issues().stream().filter(i -> i.severity() == Severity.ERROR).toList();
  }

  private void accepts() {
    List<Issue> errors = errors(preflight(subject.provider().get(), subject.spec()));
    unless(
        errors.isEmpty(),
        "it refused " + subject.spec() + ": " + errors.stream().map(Issue::text).toList(),
        "Give the contract a model, folder, device and options that work here, or repair preflight.");
  }

  private void files() {
    for (Path file : preflight(subject.provider().get(), subject.spec()).modelFiles()) {
      unless(
          Files.isRegularFile(file) && Files.isReadable(file),
          "model file " + file + " is not a readable file",
          "Name the files themselves, not folders: the harness hashes each one.");
    }
  }

  private void repeats() {
    SutProvider provider = subject.provider().get();
    Preflight first = preflight(provider, subject.spec());
    Preflight again = preflight(provider, subject.spec());
    Preflight elsewhere = preflight(subject.provider().get(), subject.spec());
    unless(
        first.equals(again) && first.equals(elsewhere),
        "first " + first + ", then " + again + ", in another provider " + elsewhere,
        "Keep no state between calls that changes the outcome.");
  }

  private void missingModel() {
    refused(List.of(withoutModel()));
  }

  private void unknownDevice() {
    refused(unknownDevices());
  }

  private void allAtOnce() {
    SutSpec both = unknownDevices().get(0).withModel(withoutModel().model());
    List<Issue> errors = errors(preflight(subject.provider().get(), both));
    unless(
        errors.size() >= 2,
        "neither model nor device exists, but it reported "
            + errors.stream().map(Issue::text).toList(),
        "Collect all problems and return them together.");
  }

  private SutSpec withoutModel() {
    if (!subject.modelGiven()) {
      throw new NotApplicable("the contract has no model(…)");
    }
    return subject.spec().withModel(NO_MODEL);
  }

  /** The harness itself refuses kinds that are not declared, so preflight sees the others alone. */
  private List<SutSpec> unknownDevices() {
    SutProvider provider = subject.provider().get();
    Set<String> kinds = provider.capabilities().deviceKinds();
    if (kinds.isEmpty()) {
      return List.of(subject.spec().withDevice("nosuchdevice"));
    }
    if (!provider.capabilities().has(Capability.DEVICE_INDEX)) {
      throw new NotApplicable("it has no numbered devices, and the harness refuses other kinds");
    }
    return kinds.stream()
        .filter(kind -> !kind.equals("cpu"))
        .map(kind -> subject.spec().withDevice(kind + ":99"))
        .toList();
  }

  private void refused(List<SutSpec> specs) {
    for (SutSpec spec : specs) {
      List<Issue> errors = errors(preflight(subject.provider().get(), spec));
      unless(
          !errors.isEmpty(),
          "it found nothing wrong with model '" + spec.model() + "' on " + spec.device(),
          "Return Preflight.refused with the reason.");
      for (Issue issue : errors) {
        unless(
            !issue.message().isBlank() && !issue.remedy().isBlank(),
            "it refused with '" + issue.message() + "' and the remedy '" + issue.remedy() + "'",
            "Say where, what was found, what is allowed and what to do.");
      }
    }
  }

  private void silent() {
    StandardStreams.mustBeNothing(
        StandardStreams.writtenDuring(
            () -> {
              SutProvider provider = subject.provider().get();
              provider.probe();
              provider.preflight(subject.request(provider));
            }));
  }
}
