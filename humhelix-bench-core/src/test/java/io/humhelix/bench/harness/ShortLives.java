package io.humhelix.bench.harness;

import io.humhelix.bench.model.WorkerSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * How tests start worker processes that do next to nothing. They end long before the optimizing
 * compiler would pay, and without it take a third less of the processor. The full build starts them
 * as they are released.
 */
public final class ShortLives {

  /** What keeps the optimizing compiler out; nothing in the full build. */
  public static final List<String> JVM_ARGUMENTS =
      Boolean.getBoolean("humhelix.test.full") ? List.of() : List.of("-XX:TieredStopAtLevel=1");

  private ShortLives() {}

  /** Returns settings with more arguments for the JVM. */
  public static WorkerSettings with(String... more) {
    List<String> arguments = new ArrayList<>(JVM_ARGUMENTS);
    arguments.addAll(List.of(more));
    return new WorkerSettings(arguments, List.of());
  }
}
