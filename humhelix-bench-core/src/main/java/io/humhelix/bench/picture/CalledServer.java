package io.humhelix.bench.picture;

import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.RunConfigResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Systems that are servers, which worker processes only call: what is measured of a worker is the
 * client's, not the engine's.
 */
final class CalledServer {

  private static final String BACKEND = "http";
  private static final String DEVICE = "remote";
  private static final String MODEL_LOAD = "model_load";
  private static final String LOADED = "loaded";

  private CalledServer() {}

  /** Whether a system is one, by its backend, or by a device that nobody here can see. */
  static boolean is(RunConfigResult config) {
    return config.runConfig().sut().backend().equals(BACKEND)
        || config.runConfig().sut().device().kind().equals(DEVICE)
        || config.effective().map(EffectiveSut::device).filter(DEVICE::equals).isPresent();
  }

  /** Whether it is one that was running with its model already: its start was not measured. */
  static boolean wasRunning(RunConfigResult config) {
    Optional<String> load = config.effective().flatMap(sut -> sut.options().text(MODEL_LOAD));
    return is(config) && !load.equals(Optional.of(LOADED));
  }

  /** Names of systems of which something holds, each once. */
  static List<String> names(List<Entry.Measured> entries, Predicate<RunConfigResult> which) {
    return entries.stream()
        .filter(one -> one.isValid() && which.test(one.config()))
        .map(one -> one.entry().name())
        .distinct()
        .toList();
  }
}
