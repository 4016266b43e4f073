package io.humhelix.bench.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What of YAML is refused, and how. */
class PlainYamlTest {

  @TempDir Path folder;
  private Written written;

  @BeforeEach
  void files() {
    written = new Written(folder, "a.wav");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            "name: &n x\nmodels: *n\n",
            "1:7: name: an anchor; allowed: plain values; write the value where it is needed"),
        Arguments.of(
            "? &k name\n: x\n",
            "1:3: name: an anchor; allowed: plain values; write the value where it is needed"),
        Arguments.of(
            "name: *unknown\n",
            "1:7: name: an alias; allowed: plain values; write the value, or put the text in"
                + " quotes"),
        Arguments.of(
            "name: !!str 5\n",
            "1:7: name: a tag; allowed: plain values; remove the word that starts with an"
                + " exclamation mark"),
        Arguments.of(
            "suts: [!x {a: 1}]\n",
            "1:8: suts[0]: a tag; allowed: plain values; remove the word that starts with an"
                + " exclamation mark"),
        Arguments.of(
            "name: !e!x 5\n",
            "1:7: a tag; allowed: plain values; remove the word that starts with an"
                + " exclamation mark"),
        Arguments.of(
            "<<: {name: x}\n", "1:1: <<: a merge key; allowed: plain keys; write the keys out"),
        Arguments.of(
            "name: x\nsuts: []\nname: y\n",
            "3:1: name: this key appears twice, first in line 1; allowed: each key once; remove one"
                + " of them"),
        Arguments.of(
            "name: x\n---\nname: y\n",
            "3:1: a second document; allowed: one document in a file; remove it, or the line"
                + " '---'"),
        Arguments.of(
            "? [a, b]\n: x\n",
            "1:3: a key that is not a plain text; allowed: texts as keys, no lists, maps or"
                + " aliases; write key: value"),
        Arguments.of(
            "name:\n\t- x\n",
            "2:1: a tab at the start of the line; allowed: spaces for indentation; replace the"
                + " tab with spaces"),
        Arguments.of(
            "name: @x\n",
            "1:7: a text that starts with a character that has a meaning in YAML; allowed:"
                + " @, ` and % only inside quotes; put the text in quotes"),
        Arguments.of(
            "name: x\nmodels: 'm\n",
            "2:9: a quote that is not closed; allowed: \"text\" or 'text'; close the quote"),
        Arguments.of(
            "models: \"C:\\models\"\n",
            "1:13: an unknown escape after a backslash; allowed: \\\\, \\\", \\n, \\t, \\u0041 and"
                + " the like in double quotes; write paths with / or in single quotes"),
        Arguments.of(
            "name: a: b\n",
            "1:8: a colon where no key is allowed; allowed: one 'key: value' per line, at the"
                + " indentation of its neighbours; check the indentation, or put text that contains"
                + " ': ' in quotes"),
        Arguments.of(
            "name: x\nmodels\nsuts: []\n",
            "2:1: a line without a colon; allowed: 'key: value'; add the colon, or check the"
                + " indentation"),
        Arguments.of(
            "suts: [a, b\nname: x\n",
            "1:7: a list that is not closed, or lacks a comma; allowed: [a, b]; check the commas"
                + " and the closing bracket"),
        Arguments.of(
            "suts: {a: 1\n",
            "1:7: a map that is not closed, or lacks a comma; allowed: {a: 1, b: 2}; check the"
                + " commas and the closing brace"),
        Arguments.of(
            "- a\nname: x\n",
            "2:1: a line that does not fit the lines before it; allowed: neighbours at the same"
                + " indentation, lists with '- '; check the indentation of this line and the one before"
                + " it"),
        Arguments.of(
            "--- name\n... x\n",
            "2:5: text after the end of the document; allowed: one document; remove the text,"
                + " or the line '...' before it"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWithPlaceAndRemedy(String yaml, String problem) {
    assertTrue(
        written.problems(yaml).contains("bench.yaml:" + problem),
        () -> String.join("\n", written.problems(yaml)));
  }

  @Test
  void countsColumnsInCharactersAsPeopleDo() {
    assertEquals(
        "bench.yaml:1:17: name[1]: an anchor; allowed: plain values; write the value where it is"
            + " needed",
        written.problems("name: ['\uD83D\uDE00\uD83D\uDE00 ab', &a b]").stream()
            .filter(line -> line.contains("anchor"))
            .findFirst()
            .orElseThrow());
  }

  @Test
  void aBombEndsInOneMessageQuickly() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 30; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, (alias + ",").repeat(8) + alias));
    }
    bomb.append("suts: *a29\n");
    List<String> problems =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> written.problems(bomb.toString()));
    assertTrue(
        problems.contains(
            "bench.yaml:1:5: a0: an anchor; allowed: plain values; write the value where it is"
                + " needed"),
        problems.toString());
    assertTrue(problems.stream().noneMatch(line -> line.contains("alias")), problems.toString());
  }

  @Test
  void refusesDepthAndCount() {
    for (String deep :
        List.of(
            "[".repeat(60_000), "[\n".repeat(400_000), "{a: ".repeat(9_000), "- ".repeat(999))) {
      assertEquals(
          List.of("more than 32 levels; allowed: at most 32; is this a definition?"),
          written.problems(deep).stream().map(line -> line.replaceFirst("^\\S+ ", "")).toList());
    }
    assertEquals(
        List.of(
            "bench.yaml:100000:1: more than 100000 values; allowed: at most 100000; is this a"
                + " definition?"),
        written.problems("[" + "1,\n".repeat(200_000) + "]"));
    assertEquals(
        List.of(
            "bench.yaml:2:1: a line of more than 100000 characters; allowed: shorter lines; is this"
                + " a definition?"),
        written.problems("name:\n" + "x".repeat(1_000_000)));
    List<String> problems = written.problems(many());
    assertEquals(101, problems.size());
    assertTrue(problems.get(100).matches("bench.yaml: \\d+ more problems; correct the first ones"));
  }

  private static String many() {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      yaml.append("key").append(i).append(": &a 1\n");
    }
    return yaml.toString();
  }

  @Test
  void textIsTextWhereTextIsWanted() throws Exception {
    for (String word :
        List.of("no", "on", "yes", "off", "010", "1_000", "1:30", "2024-01-31", "1e3")) {
      String yaml = Written.GOOD.replace("name: s", "name: " + word).replace("tiny.en", word);
      assertEquals(word, written.read(yaml).suts().get(0).name());
      assertEquals(word, written.read(yaml).suts().get(0).model());
      Object option =
          written
              .read(Written.GOOD + "    options: {x: " + word + "}\n")
              .suts()
              .get(0)
              .options()
              .get("x")
              .orElseThrow();
      assertEquals(word.equals("1e3") ? 1000.0 : word, option);
    }
    assertEquals(
        "no",
        written
            .read(Written.GOOD.replace("[a.wav]", "[a.wav]\n    language: no"))
            .workloads()
            .get(0)
            .task()
            .language()
            .orElseThrow());
  }

  static Stream<Arguments> notNumbers() {
    return Stream.of(
        Arguments.of("010", "a leading zero makes it octal for some YAML readers: remove the zero"),
        Arguments.of("1_000", "write only digits, with a point for decimals"),
        Arguments.of("1,5", "write only digits, with a point for decimals"),
        Arguments.of("1:30", "some YAML readers read this as base 60: write one number"),
        Arguments.of("\"5\"", "remove the quotes"),
        Arguments.of("5s", "write seconds, without a unit"),
        Arguments.of("5 %", "write the number without the sign"),
        Arguments.of("0x1F", ""),
        Arguments.of(".inf", ""),
        Arguments.of("1e999", ""),
        Arguments.of("-1", ""),
        Arguments.of("1e-400", ""),
        Arguments.of("9".repeat(50), ""),
        Arguments.of("2.5", ""));
  }

  @ParameterizedTest
  @MethodSource("notNumbers")
  void neverGuessesANumber(String text, String remedy) {
    List<String> problems = written.problems(Written.GOOD + "trials: {count: " + text + "}\n");
    if (text.equals("1,5")) {
      problems = written.problems(Written.GOOD + "trials:\n  count: 1,5\n");
    }
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(
        problems.get(0).startsWith("bench.yaml:" + (text.equals("1,5") ? "10:10" : "9:17")),
        problems.get(0));
    assertTrue(
        problems
            .get(0)
            .endsWith(
                "allowed: a whole number from 1 to 100000"
                    + (remedy.isEmpty() ? "" : "; " + remedy)),
        problems.get(0));
  }

  @Test
  void neverGuessesATruthValue() {
    assertEquals(
        List.of(
            "bench.yaml:5:17: workloads[0].vad_filter: found 'off'; allowed: true or false; write"
                + " false",
            "bench.yaml:6:22: workloads[0].word_timestamps: found the quoted text 'true'; allowed:"
                + " true or false; remove the quotes"),
        written.problems(
            Written.GOOD.replace(
                "[a.wav]", "[a.wav]\n    vad_filter: off\n    word_timestamps: \"true\"")));
  }

  @Test
  void tellsWrongTypes() {
    assertEquals(
        List.of(
            "bench.yaml:1:7: name: found a list; allowed: what is measured, for people",
            "bench.yaml:2:8: models: found no value; allowed: a folder; write one, or leave the key"
                + " out",
            "bench.yaml:4:5: workloads[0]: found 'w'; allowed: a map with the keys name, files,"
                + " manifest, references, text, language, task, word_timestamps, vad_filter",
            "bench.yaml:5:11: workloads[1].name: found a map; allowed: a name, unique among the"
                + " workloads",
            "bench.yaml:6:12: workloads[1].files: found 'a.wav'; allowed: a list of paths or"
                + " patterns such as audio/*.wav",
            "bench.yaml:7:7: suts: found an empty list; allowed: a list of systems under test; add"
                + " an element, or leave the key out",
            "bench.yaml:8:9: trials: found the quoted text 'x'; allowed: a map with the keys"
                + " profile, forks, warmup, count, seed, load_timeout_s, call_timeout_s,"
                + " max_duration_s, max_run_duration_s, cooldown_s, precision"),
        written.problems(
            """
            name: [x]
            models:
            workloads:
              - w
              - name: {a: 1}
                files: a.wav
            suts: []
            trials: "x"
            """));
    assertEquals(
        List.of(
            "bench.yaml:8:14: suts[0].options: found a list; allowed: a map from option to value;"
                + " write for example {beam_size: 5}"),
        written.problems(
            Written.GOOD.replace("model: tiny.en", "options: [5]\n    model: tiny.en")));
    assertEquals(
        List.of(
            "bench.yaml:9:20: suts[0].options.a: no value; allowed: a value; write one, or leave"
                + " the key out",
            "bench.yaml:9:26: suts[0].options.b: '99999999999999999999' is too large for a number;"
                + " allowed: 64-bit numbers; put it in quotes if it is text"),
        written.problems(Written.GOOD + "    options: {  a: ~, b: 99999999999999999999}\n"));
  }

  @Test
  void suggestsWhereAKeyBelongs() {
    assertTrue(
        written
            .problems(Written.GOOD + "    language: en\n")
            .get(0)
            .endsWith("it belongs to workloads[]"));
    assertTrue(
        written.problems(Written.GOOD + "forks: 3\n").get(0).endsWith("it belongs to trials"));
    assertTrue(
        written
            .problems(Written.GOOD + "    compute-type: q5_1\n")
            .get(0)
            .endsWith("did you mean compute_type?"));
  }
}
