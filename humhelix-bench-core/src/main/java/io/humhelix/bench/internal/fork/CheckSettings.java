package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.worker.CheckWarmUp;
import io.humhelix.bench.model.WorkerSettings;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What workers that only check start with: nothing is timed there, and somebody waits. */
final class CheckSettings {

  private CheckSettings() {}

  /** Returns the settings of a run, for a quick start. */
  static WorkerSettings of(WorkerSettings settings) {
    List<String> host = ManagementFactory.getRuntimeMXBean().getInputArguments();
    List<String> arguments =
        new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-D" + CheckWarmUp.PROPERTY + "=true"));
    if (Stream.concat(host.stream(), settings.jvmArguments().stream())
        .noneMatch(argument -> argument.matches("-XX:[+-]Use\\w+GC"))) {
      arguments.add("-XX:+UseSerialGC");
    }
    // The class path is the same; an archive that does not fit is left aside.
    host.stream().filter(a -> a.startsWith("-XX:SharedArchiveFile=")).forEach(arguments::add);
    arguments.addAll(settings.jvmArguments());
    return new WorkerSettings(arguments, settings.environment());
  }
}
