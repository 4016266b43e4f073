package io.humhelix.bench.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * What the first record of a baseline says of it, under the key {@code baseline}.
 *
 * @param name under which it is kept
 * @param setAt when it was made from the results, to the millisecond
 * @param texts whether the engines' texts and the references are in it
 * @param leftOut what the results have and it has not, one part each; empty if there is nothing
 * @param runConfigs labels of the run configs, in their order
 * @param validTrials how many there are in all
 */
public record BaselineNote(
    String name,
    Instant setAt,
    boolean texts,
    List<String> leftOut,
    List<String> runConfigs,
    long validTrials) {

  public BaselineNote {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(setAt, "setAt");
    leftOut = List.copyOf(leftOut);
    runConfigs = List.copyOf(runConfigs);
  }

  /**
   * Returns what is said of a baseline that is made now.
   *
   * @param name under which it is kept
   * @param texts whether texts and references are in it
   * @param runConfigs labels of the run configs, in their order
   * @param validTrials how many there are in all
   * @return without what is left out, which {@link BaselineCopy} adds
   */
  public static BaselineNote now(
      String name, boolean texts, List<String> runConfigs, long validTrials) {
    return new BaselineNote(
        name,
        Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS),
        texts,
        List.of(),
        runConfigs,
        validTrials);
  }
}
