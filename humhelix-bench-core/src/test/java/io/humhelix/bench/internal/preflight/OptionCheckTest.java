package io.humhelix.bench.internal.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.OptionSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionCheckTest {

  private static OptionCheck check(Map<String, ?> asked) {
    return OptionCheck.of(
        "fake", new FakeProvider().options(), Options.of(asked), Optional.of(Path.of("base")));
  }

  @Test
  void fillsInDefaults() {
    OptionCheck check = check(Map.of("temperature", 1));
    assertTrue(check.issues().isEmpty());
    assertEquals(Optional.of(1L), check.effective().integer("beam_size"));
    assertEquals(Optional.of(1.0), check.effective().number("temperature"));
    assertEquals(Optional.empty(), check.effective().text("mode"));
  }

  @Test
  void acceptsWhatFitsAndResolvesPaths() {
    OptionCheck check =
        check(Map.of("mode", "fast", "fallback", true, "library", "lib", "temperatures", 0.2));
    assertTrue(check.issues().isEmpty());
    assertEquals(Optional.of(Path.of("base", "lib").toString()), check.effective().text("library"));
    assertEquals(List.of(0.2), check.effective().get("temperatures").orElseThrow());
  }

  @Test
  void suggestsTheNameMeant() {
    OptionCheck check = check(Map.of("beam_sise", 5));
    assertEquals(1, check.issues().size());
    assertEquals("option-unknown", check.issues().get(0).code());
    assertTrue(check.issues().get(0).text().contains("Did you mean beam_size?"));
  }

  @Test
  void reportsEveryWrongValueWithWhatIsAllowed() {
    OptionCheck check =
        check(
            Map.of(
                "beam_size",
                11,
                "temperature",
                "hot",
                "mode",
                "medium",
                "fallback",
                "yes",
                "temperatures",
                List.of("a")));
    assertEquals(5, check.issues().size());
    String all = check.issues().toString();
    assertTrue(all.contains("a whole number from 1 to 10"), all);
    assertTrue(all.contains("fast, slow"), all);
    assertTrue(all.contains("true or false"), all);
  }

  @Test
  void refusesAFractionWhereAWholeNumberIsWanted() {
    assertEquals(1, check(Map.of("beam_size", 1.5)).issues().size());
  }

  @Test
  void resolvesEachPathOfAList() {
    List<OptionSpec> folders =
        List.of(OptionSpec.of("folders", OptionSpec.Type.PATHS, "folders to look in"));
    Optional<Path> base = Optional.of(Path.of("base"));
    OptionCheck several =
        OptionCheck.of("b", folders, Options.of(Map.of("folders", List.of("a", "/b"))), base);
    assertEquals(
        List.of(Path.of("base", "a").toString(), "/b"),
        several.effective().get("folders").orElseThrow());
    OptionCheck one = OptionCheck.of("b", folders, Options.of(Map.of("folders", "a")), base);
    assertEquals(
        List.of(Path.of("base", "a").toString()), one.effective().get("folders").orElseThrow());
    OptionCheck wrong =
        OptionCheck.of("b", folders, Options.of(Map.of("folders", List.of(1))), base);
    assertTrue(wrong.issues().get(0).message().contains("allowed: a list of paths"));
  }
}
