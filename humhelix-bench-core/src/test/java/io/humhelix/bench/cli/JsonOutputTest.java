package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.store.GoldenRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of {@code --json} of every command: an object on standard output, or nothing. */
class JsonOutputTest {

  /** One prints data, the other help; what has commands below it prints nothing. */
  private static final Set<String> WITHOUT = Set.of("export", "help", "baseline");

  @TempDir Path folder;

  static Stream<String> names() {
    return CommandModel.names().filter(name -> !WITHOUT.contains(name));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyCommandThatPrintsForPeopleHasIt(String name) {
    assertTrue(CommandModel.of(name).getCommandSpec().optionsMap().containsKey("--json"), name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void problemsGoToStandardErrorAsTextAndNothingToStandardOutput(String name) {
    List<Object> words = new ArrayList<>(Arrays.asList(name.split(" ")));
    words.add("--json");
    if (name.startsWith("baseline")) {
      words.add("--baselines=" + folder.resolve("none"));
    }
    long parameters =
        CommandModel.of(name).getCommandSpec().positionalParameters().stream()
            .filter(one -> one.arity().min() > 0)
            .count();
    if (parameters == 0) {
      words.add("--frobnicate");
    }
    for (int i = 0; i < parameters; i++) {
      words.add(folder.resolve("missing" + i).toString());
    }
    Program program = new Program();
    assertEquals(ExitCode.BAD_INPUT, program.run(words.toArray()), program.err());
    assertEquals("", program.out());
    assertFalse(program.err().isBlank());
    assertFalse(program.err().startsWith("{"), program.err());
  }

  private JsonNode document(int code, Object... words) throws Exception {
    Program program = new Program();
    List<Object> all = new ArrayList<>(List.of(words));
    all.add("--json");
    assertEquals(code, program.run(all.toArray()), program.err());
    JsonNode node = JsonText.read(program.out());
    assertEquals(1, node.get("schema").intValue(), program.out());
    assertEquals("schema", node.fieldNames().next());
    return node;
  }

  @Test
  void eachPrintsOneObjectWithASchema() throws Exception {
    Path run = new MadeUpRun(1).system("a", 1).system("b", 1).store(folder.resolve("one"));
    Path other = new MadeUpRun(2).system("a", 1).system("b", 1).store(folder.resolve("two"));
    document(0, "backends");
    document(0, "show", run);
    document(0, "show", run, "--clips");
    document(0, "compare", run, other);
    document(0, "history", run);
    document(0, "verify", run);
    document(0, "artifacts", run);
    document(0, "gather", folder.resolve("all"), run);
    assertTrue(document(0, "repair", run).get("intact").booleanValue());
    JsonNode report = document(0, "report", run, "-o", folder.resolve("r.html"));
    assertTrue(Files.size(Path.of(report.get("file").textValue())) > 0);
    assertFalse(report.get("headline").textValue().isEmpty());
    JsonNode pictures = document(0, "report", run, "--png", folder.resolve("png"));
    assertTrue(Files.exists(Path.of(pictures.get("pictures").get(0).get("file").textValue())));
    Path manifest =
        Files.writeString(folder.resolve("m.jsonl"), "{\"text\": \"a b\", \"pred_text\": \"a\"}\n");
    assertEquals(50, document(0, "score", manifest, "--language=en").get("wer_percent").intValue());
  }

  @Test
  void whatWasRepairedIsTold() throws Exception {
    Path run = new MadeUpRun(1).system("a", 1).store(folder.resolve("one"));
    String text = Files.readString(run);
    Files.writeString(run, text.replaceFirst("\"rtf\": ", "\"rtf\": 1"));
    JsonNode node = document(0, "repair", run);
    assertFalse(node.get("intact").booleanValue());
    assertTrue(Files.exists(Path.of(node.get("copy").textValue())));
    assertEquals(1, node.get("damages").size());
  }

  @Test
  void baselinesHaveTheirLevels() throws Exception {
    String option = "--baselines=" + folder.resolve("baselines");
    assertEquals(0, document(0, "baseline", "list", option).get("baselines").size());
    Path run = GoldenRuns.copy("single-stream", folder.resolve("one"));
    JsonNode set = document(0, "baseline", "set", "main", run, option);
    assertEquals(0, set.get("warnings").size());
    assertFalse(set.has("replaced_run_id"));
    JsonNode again = document(0, "baseline", "set", "main", run, option);
    assertEquals(set.get("run_id"), again.get("replaced_run_id"));
    JsonNode list = document(0, "baseline", "list", option).get("baselines");
    assertEquals("main", list.get(0).get("name").textValue());
    assertEquals("bench-host", list.get(0).get("host").textValue());
    JsonNode shown = document(0, "baseline", "show", "main", option);
    JsonNode config = shown.get("run_configs").get(0);
    assertEquals("whisper-jni 1.7.1", config.get("engine_version").textValue());
    JsonNode rtf = config.get("estimates").get("rtf");
    assertTrue(rtf.get("low").doubleValue() < rtf.get("point").doubleValue(), rtf.toString());
    assertEquals(
        "main", document(0, "baseline", "remove", "main", option).get("removed").textValue());
  }

  @Test
  void aPageThatIsWrittenForeverHasNone() throws Exception {
    for (String other : new String[] {"--serve=0", "--watch=5"}) {
      Program program = new Program();
      assertEquals(2, program.run("report", folder, other, "--json"));
      assertTrue(
          program.err().contains("--json: found with " + other.replaceFirst("=.*", "")),
          program.err());
    }
  }
}
