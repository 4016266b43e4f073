package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunConfigFilterTest {

  private static final List<RunConfig> ALL =
      List.of(
          config("a", "fast", "tiny.en", "short"),
          config("b", "fast", "tiny.en", "long"),
          config("c", "slow (beam*)", "base.en", "short"));

  private static RunConfig config(String id, String sut, String model, String workload) {
    return new RunConfig(
        id, SutSpec.of(sut, "fake", model), Workload.of(workload, AudioClip.of(Path.of("a.wav"))));
  }

  private static String chosen(String... patterns) throws BadInputException {
    return ALL.stream()
        .filter(RunConfigFilter.of(List.of(patterns), ALL))
        .map(RunConfig::id)
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource({
    "fast, ab",
    "tiny.en, ab",
    "fast / long, b",
    "b, b",
    "* / short, ac",
    "*.en, abc",
    "?ase.en, c",
    "slow (beam*), c"
  })
  void choosesByNameModelLabelAndId(String pattern, String expected) throws BadInputException {
    assertEquals(expected, chosen(pattern));
  }

  @Test
  void severalPatternsAddUp() throws BadInputException {
    assertEquals("bc", chosen("fast / long", "base.en"));
  }

  @Test
  void withoutPatternsAllAreChosen() throws BadInputException {
    assertEquals("abc", chosen());
  }

  @Test
  void everyPatternHasToMatch() {
    BadInputException thrown =
        assertThrows(BadInputException.class, () -> chosen("fast", "tyni.en", "nothing"));
    String message = thrown.getMessage();
    assertTrue(message.contains("--only 'tyni.en' matches no run config"), message);
    assertTrue(message.contains("did you mean 'tiny.en'?"), message);
    assertTrue(message.contains("--only 'nothing' matches no run config\n"), message);
    assertTrue(message.contains("'fast / short', 'fast / long', 'slow (beam*) / short'"), message);
  }
}
