package io.humhelix.bench.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.ggml.EngineOptions;
import io.humhelix.bench.backend.whisper.WhisperJniProvider;
import io.humhelix.bench.backend.whispercpp.WhisperCppProvider;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.SutProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of options on the pages name options that are there. */
class OptionTablesTest {

  @Test
  void thePageOfWhisperCppHasItsOwnOptions() throws Exception {
    SutProvider provider = new WhisperCppProvider();
    Set<String> written = tables("whisper-cpp.md");
    assertEquals(Set.of(), without(written, names(provider)));
    Set<String> own = without(names(provider), common());
    own.removeIf(name -> name.startsWith("vad_"));
    assertEquals(Set.of(), without(own, written));
  }

  @Test
  void thePageOfWhisperJniHasOptionsThatAreThere() throws Exception {
    Set<String> written = tables("whisper-jni.md");
    assertTrue(written.size() > 8, written.toString());
    assertEquals(Set.of(), without(written, names(new WhisperJniProvider())));
  }

  @Test
  void tellsAnOptionThatIsNotThere() {
    assertEquals(
        Set.of("gone"), without(firstCells("| `gone`, `threads` | `x` |\n"), Set.of("threads")));
  }

  private static Set<String> names(SutProvider provider) {
    return provider.options().stream()
        .map(OptionSpec::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> common() {
    return EngineOptions.COMMON.stream().map(OptionSpec::name).collect(Collectors.toSet());
  }

  private static Set<String> without(Set<String> names, Set<String> others) {
    Set<String> rest = new TreeSet<>(names);
    rest.removeAll(others);
    return rest;
  }

  /** What stands in code font in the first column of the tables below "Option". */
  private static Set<String> tables(String page) throws Exception {
    String text = Files.readString(Path.of("src/site/markdown", page));
    Set<String> all = new TreeSet<>();
    Pattern.compile("^\\| Option \\| Default \\|.*\\n((?:\\|.*\\n)+)", Pattern.MULTILINE)
        .matcher(text)
        .results()
        .forEach(table -> all.addAll(firstCells(table.group(1))));
    return all;
  }

  private static Set<String> firstCells(String rows) {
    return rows.lines()
        .map(row -> row.split("\\|")[1])
        .flatMap(cell -> Pattern.compile("(?<=`)\\w+(?=`)").matcher(cell).results())
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
