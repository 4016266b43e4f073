package io.humhelix.bench.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.PrecisionTarget;
import io.humhelix.bench.model.TrialPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code trials.precision}. */
class PrecisionFormTest {

  @TempDir Path folder;

  private TrialPolicy read(String trials) throws Exception {
    Files.write(folder.resolve("a.wav"), new byte[0]);
    return DefinitionReader.read(
            Files.writeString(
                folder.resolve("b.yaml"),
                """
                name: n
                workloads: [{name: w, files: [a.wav]}]
                suts: [{backend: fake, model: m}]
                trials: %s
                """
                    .formatted(trials)))
        .trials();
  }

  @Test
  void readsThePrecision() throws Exception {
    TrialPolicy policy =
        read("{profile: standard, precision: {half_width_percent: 1.5, max_forks: 30}}");
    assertEquals(Optional.of(new PrecisionTarget(0.015, 30)), policy.precision());
    assertEquals(10, policy.forks());
    assertEquals(30, policy.mostForks());
    assertEquals(5, read("{forks: 5}").mostForks());
    assertEquals(policy.precision(), policy.withForks(12).withSeed(3).withCounts(0, 2).precision());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{precision: {half_width_percent: 2}}|trials.precision.max_forks: the key is missing",
        "{precision: {max_forks: 9}}|trials.precision.half_width_percent: the key is missing",
        "{precision: {half_width_percent: 0, max_forks: 9}}|a number above 0 and up to 50",
        "{precision: {half_width_percent: 2, max_forks: 2}}|a whole number from 3 to 1000",
        "{precision: {half_width_percent: 2, max_fork: 9}}|max_forks",
        "{forks: 2, precision: {half_width_percent: 2, max_forks: 9}}|found 2 forks before the first",
        "{forks: 10, precision: {half_width_percent: 2, max_forks: 9}}|and 9 at most",
        "{precision: 2}|trials.precision",
      })
  void refusesWhatCannotBe(String trials, String message) {
    String text = assertThrows(DefinitionException.class, () -> read(trials)).getMessage();
    assertTrue(text.contains(message), text);
  }

  @Test
  void thePolicyItselfRefusesItToo() {
    PrecisionTarget target = new PrecisionTarget(0.02, 9);
    TrialPolicy two = TrialPolicy.DEFAULT.withForks(2);
    assertThrows(IllegalArgumentException.class, () -> two.withPrecision(target));
    assertThrows(IllegalArgumentException.class, () -> new PrecisionTarget(0, 9));
    assertThrows(IllegalArgumentException.class, () -> new PrecisionTarget(0.02, 2));
  }
}
