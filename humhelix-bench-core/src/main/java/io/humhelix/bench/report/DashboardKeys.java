package io.humhelix.bench.report;

import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.RunConfigResult;
import java.nio.file.Path;

/** The two group keys of hum-helix's dashboard that a run config does not hold by that name. */
final class DashboardKeys {

  private static final String BEAM_SIZE = "beam_size";

  private DashboardKeys() {}

  /**
   * Returns the beam width in effect, else the one asked for, else 1. Engines write greedy decoding
   * as 0, -1 or not at all.
   */
  static long beamSize(RunConfigResult config) {
    return config
        .effective()
        .map(EffectiveSut::options)
        .flatMap(options -> options.get(BEAM_SIZE))
        .or(() -> config.runConfig().sut().options().get(BEAM_SIZE))
        .filter(Long.class::isInstance)
        .map(beams -> Math.max(1L, (Long) beams))
        .orElse(1L);
  }

  /** Returns the file name of a workload of one clip, else the workload's name. */
  static String audioFile(Workload workload) {
    if (workload.clips().size() != 1) {
      return workload.name();
    }
    Path audio = workload.clips().get(0).audio();
    return audio.getFileName() == null ? audio.toString() : audio.getFileName().toString();
  }
}
