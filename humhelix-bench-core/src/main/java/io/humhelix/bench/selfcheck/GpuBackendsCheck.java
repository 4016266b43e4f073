package io.humhelix.bench.selfcheck;

import io.humhelix.bench.harness.BackendStatus;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Whether each backend will work on the GPUs of this machine; the finding's id is the backend's.
 */
final class GpuBackendsCheck implements Check {

  private final Supplier<List<BackendStatus>> backends;
  private final DeviceProbe probe;
  private final Supplier<Set<String>> kinds;
  private final Function<BackendStatus, Options> options;

  /**
   * Asks when it is run.
   *
   * @param backends probed ones
   * @param probe asks one for a device
   * @param kinds of devices that make sense here
   * @param options that were given for a backend
   */
  GpuBackendsCheck(
      Supplier<List<BackendStatus>> backends,
      DeviceProbe probe,
      Supplier<Set<String>> kinds,
      Function<BackendStatus, Options> options) {
    this.backends = backends;
    this.probe = probe;
    this.kinds = kinds;
    this.options = options;
  }

  @Override
  public String id() {
    return "backends";
  }

  @Override
  public Finding.Section section() {
    return Finding.Section.BACKENDS;
  }

  @Override
  public List<Finding> find() {
    return backends.get().stream().flatMap(backend -> findings(backend).stream()).toList();
  }

  private List<Finding> findings(BackendStatus backend) {
    Set<String> named = backend.capabilities().map(Capabilities::deviceKinds).orElse(Set.of());
    if (backend.capabilities().isPresent() && elsewhere(named)) {
      return List.of(
          Finding.notChecked(
              backend.id(), section(), "not asked: its program or server has the device."));
    }
    Options given = options.apply(backend);
    if (!backend.availability().available() && given.asMap().isEmpty()) {
      return List.of(willNot(backend.id(), "", backend.availability()));
    }
    Set<String> here = new TreeSet<>(kinds.get());
    here.retainAll(named);
    if (here.isEmpty()) {
      return List.of(
          willNot(
              backend.id(),
              "",
              Availability.unavailable(
                  "it has no kind of device for a GPU of this machine; it has "
                      + String.join(", ", new TreeSet<>(named)),
                  "Use another backend.")));
    }
    Map<Optional<Availability>, List<String>> answers = new LinkedHashMap<>();
    for (String kind : here) {
      answers
          .computeIfAbsent(probe.probe(backend.id(), kind, given), same -> new ArrayList<>())
          .add(kind);
    }
    return answers.entrySet().stream()
        .map(answer -> finding(backend.id(), answer.getValue(), answer.getKey()))
        .toList();
  }

  /** Whether a program or a server takes whatever device it is told. */
  private static boolean elsewhere(Set<String> kinds) {
    return kinds.isEmpty() || kinds.equals(Set.of("remote"));
  }

  private Finding finding(String backend, List<String> kinds, Optional<Availability> answer) {
    String devices = String.join(", ", kinds) + ": ";
    if (answer.isEmpty()) {
      return Finding.notChecked(
          backend,
          section(),
          devices + "cannot be told without a model.",
          "Name device: "
              + Device.parse(kinds.get(0))
              + " in a definition, and type: humhelix-bench"
              + " validate --probe DEFINITION");
    }
    return answer.get().available()
        ? Finding.ok(
            backend, section(), devices + "will work: " + sentence(backend, answer.get().detail()))
        : willNot(backend, devices, answer.get());
  }

  private Finding willNot(String backend, String devices, Availability answer) {
    return Finding.warn(
        backend,
        section(),
        devices + "will not work: " + sentence(backend, answer.detail()),
        answer.remedy());
  }

  /** The id stands before it already. */
  private static String sentence(String backend, String text) {
    String own = backend + ": ";
    String rest = text.strip();
    rest = rest.startsWith(own) ? rest.substring(own.length()) : rest;
    return rest.endsWith(".") ? rest : rest + ".";
  }
}
