package io.humhelix.bench.selfcheck;

import io.humhelix.bench.harness.BackendStatus;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.model.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Finds out whether backends will work on a GPU of this machine: drivers, cards, libraries, and for
 * each backend a small step of work where there is a device. Nothing is measured, and no model is
 * needed.
 */
public final class GpuSelfCheck {

  private final GpuHost machine;
  private final Supplier<List<BackendStatus>> backends;
  private final DeviceProbe probe;
  private final Map<String, Options> options;

  /**
   * A check of this machine.
   *
   * @param host the harness as the host sets it up: its backends are asked
   * @param options by the ids of backends, such as the folder of a native build; those left out
   *     have their defaults
   */
  public GpuSelfCheck(Harness.Builder host, Map<String, Options> options) {
    this(GpuHost.here(), () -> host.backends(true), host::probeDevice, options);
  }

  GpuSelfCheck(
      GpuHost machine,
      Supplier<List<BackendStatus>> backends,
      DeviceProbe probe,
      Map<String, Options> options) {
    this.machine = Objects.requireNonNull(machine, "machine");
    this.backends = backends;
    this.probe = probe;
    this.options = Map.copyOf(options);
  }

  /**
   * Runs all checks, one after the other.
   *
   * @param listener told of each finding as soon as there is one
   * @return all findings; it has not passed if no backend will work on a GPU
   */
  public SelfCheckReport run(Consumer<Finding> listener) {
    List<Finding> found = new ArrayList<>();
    Supplier<Set<String>> kinds =
        () -> machine.deviceKinds(found.stream().anyMatch(f -> f.id().equals("gpu")));
    List<Check> checks =
        List.of(
            new NvidiaCheck(machine),
            new OtherGpusCheck(machine),
            new NoGpuCheck(machine, found),
            new VulkanCheck(machine),
            new GpuLibrariesCheck(
                GpuLibrariesCheck.withOptions(machine.libraries(), options.values()), kinds),
            new GpuBackendsCheck(
                backends,
                probe,
                kinds,
                backend -> options.getOrDefault(backend.id(), Options.empty())),
            new GpuVerdict(found));
    return SelfCheck.run(
        checks,
        finding -> {
          found.add(finding);
          listener.accept(finding);
        });
  }
}
