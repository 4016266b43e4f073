package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.internal.text.TextHash;
import io.humhelix.bench.report.ComparisonReport;
import io.humhelix.bench.report.Symbols;
import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading without texts gives what reading all gives, without the texts. */
class RunWithoutTextsTest {

  private static final String GOLDEN = "single-stream";

  @TempDir Path folder;

  static List<String> golden() throws Exception {
    return GoldenRuns.cases();
  }

  /** What {@link RunReader#readWithoutTexts} says that it leaves out. */
  static RunResult withoutTexts(RunResult run) {
    return run.withRunConfigs(
        run.runConfigs().stream().map(RunWithoutTextsTest::withoutTexts).toList());
  }

  private static RunConfigResult withoutTexts(RunConfigResult config) {
    List<TrialResult> trials = new ArrayList<>();
    for (TrialResult trial : config.trials()) {
      trials.add(
          trial.withClips(trial.clips().stream().map(RunWithoutTextsTest::withoutTexts).toList()));
    }
    return new RunConfigResult(
        config.runConfig(),
        config.status(),
        config.effective(),
        config.normalizer(),
        trials,
        config.issues(),
        config.failure(),
        config.forks());
  }

  private static ClipResult withoutTexts(ClipResult clip) {
    return new ClipResult(
        clip.call(),
        new Transcript("", List.of(), List.of(), clip.transcript().language(), List.of()),
        clip.score().map(RunWithoutTextsTest::withoutTexts));
  }

  private static ClipScore withoutTexts(ClipScore score) {
    return new ClipScore(
        score.normalizer(),
        score.reference(),
        score.hypothesis().length() > 128 ? TextHash.of(score.hypothesis()) : score.hypothesis(),
        new Alignment(List.of()),
        score.words(),
        score.characters());
  }

  @ParameterizedTest
  @MethodSource("golden")
  void nothingElseIsLeftOut(String name) throws Exception {
    Path file = GoldenRuns.copy(name, folder);
    RunResult whole = RunReader.read(file);
    RunResult small = RunReader.readWithoutTexts(file);

    assertEquals(withoutTexts(whole), small);
    assertEquals(verdicts(whole), verdicts(small));
  }

  private static String verdicts(RunResult run) {
    return new ComparisonReport(
            RunComparison.between(MadeUpRun.asAnotherRun(run), run, ComparisonPolicy.DEFAULT),
            Symbols.ASCII)
        .toString();
  }

  /** How many lines need no tree. */
  private static int taken(Path file) throws Exception {
    RunAssembly run = new RunAssembly(file, ReadDepth.WITHOUT_TEXTS);
    int[] taken = new int[1];
    RecordReader.scan(
        file,
        new RecordSink() {
          @Override
          public boolean take(byte[] line, int from, int to, int checksum) {
            boolean yes = run.take(line, from, to, checksum);
            taken[0] += yes ? 1 : 0;
            return yes;
          }

          @Override
          public void record(StoredRecord stored, byte[] json) throws StoreException {
            run.add(stored, json);
          }

          @Override
          public void damage(Damage damage) {}
        });
    return taken[0];
  }

  /** Lines of a golden run, its first valid trial again and again, each time changed. */
  private Path repeated(List<UnaryOperator<String>> changes) throws Exception {
    Path golden = GoldenRuns.copy(GOLDEN, Files.createDirectory(folder.resolve("golden")));
    List<String> lines = new ArrayList<>();
    boolean done = false;
    List<String> all = Files.readAllLines(golden);
    int number = all.size();
    for (String line : all) {
      lines.add(line);
      if (!done && line.contains("\"record\": \"trial\"") && line.contains("\"rtf\"")) {
        for (UnaryOperator<String> change : changes) {
          String json = line.substring(2, line.lastIndexOf("  # crc32c="));
          String other =
              json.replaceFirst("(\"record_id\": \"[0-9a-f]+-)\\d+", "$1" + number)
                  .replaceFirst("(\"seq\": )\\d+", "$1" + number);
          number++;
          byte[] framed = RecordLine.frame(change.apply(other).getBytes(StandardCharsets.UTF_8));
          lines.add(new String(framed, StandardCharsets.UTF_8).stripTrailing());
        }
        done = true;
      }
    }
    Path file = Files.createDirectory(folder.resolve("made")).resolve("benchmark-a.db.yaml");
    return Files.writeString(file, String.join("\n", lines) + "\n");
  }

  private static UnaryOperator<String> replacing(String from, String to) {
    return json -> {
      assertTrue(json.contains(from), from);
      return json.replace(from, to);
    };
  }

  @Test
  void trialsThatAreAlikeNeedNoTree() throws Exception {
    int before = taken(repeated(List.of()));
    deleteAll();
    Path file = repeated(List.of(json -> json, json -> json, json -> json, json -> json));

    assertEquals(before + 4, taken(file), 1);
    assertEquals(withoutTexts(RunReader.read(file)), RunReader.readWithoutTexts(file));
  }

  private void deleteAll() throws Exception {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    }
  }

  /** Each of these is read the long way, or not at all, but as it is. */
  @Test
  void whatIsUnusualIsReadAsItIs() throws Exception {
    List<UnaryOperator<String>> changes =
        List.of(
            json -> json,
            json -> json,
            replacing("\"status\": \"OK\"", "\"status\": \"INVALID\""),
            replacing("\"status\": \"OK\"", "\"status\": \"LATER\""),
            replacing(
                "\"issues\": []",
                "\"issues\": [{\"severity\": \"WARNING\", \"code\": \"x\","
                    + " \"message\": \"m\", \"remedy\": \"r\"}]"),
            replacing("\"position\": 0", "\"position\": 7"),
            replacing("\"normalizer\": \"english-1\"", "\"normalizer\": \"english-2\""),
            json -> json,
            replacing("\"metrics\": {", "\"metrics\": {\"new_metric\": 1.5, "),
            replacing("\"metrics\": {", "\"metrics\": {\"odd\": \"NaN\", \"new_metric\": 2, "),
            replacing("\"trial\": 1", "\"trial\": 12"),
            replacing("\"clips\": [{", "\"later\": {\"a\": [1]}, \"clips\": [{\"later\": 1, "),
            replacing("\"hypothesis\": \"", "\"hypothesis\": \"\\u00e4 " + "long ".repeat(60)),
            replacing("\"language\": \"en\"", "\"language\": \"\\u0065n\""),
            json -> json);
    // Its ops no longer fit a longer text, so that one is only for the way without alignments.
    List<UnaryOperator<String>> both = new ArrayList<>(changes);
    both.remove(12);
    Path file = repeated(both);

    RunResult small = RunReader.readWithoutTexts(file);
    RunResult whole = withoutTexts(RunReader.read(file));
    List<TrialResult> trials = whole.runConfigs().get(0).trials();
    for (int i = 0; i < trials.size(); i++) {
      assertEquals(trials.get(i), small.runConfigs().get(0).trials().get(i), "trial " + i);
    }
    assertEquals(whole.issues(), small.issues());
    assertEquals(whole, small);
    assertTrue(taken(file) > 0);
    assertFalse(
        small.runConfigs().get(0).trials().stream()
            .flatMap(trial -> trial.issues().stream())
            .map(Issue::code)
            .filter("x"::equals)
            .toList()
            .isEmpty());
  }

  @Test
  void longTextsAreHashes() {
    WithoutTexts slim = new WithoutTexts();
    ClipScore score = Samples.clip("c.wav", 0, "short text").score().orElseThrow();
    ClipScore small = slim.of(score);
    ClipScore large =
        new ClipScore(
            score.normalizer(),
            score.reference(),
            "long ".repeat(60),
            score.alignment(),
            score.words(),
            score.characters());

    assertEquals(score.hypothesis(), small.hypothesis());
    assertTrue(TextHash.isHash(slim.of(large).hypothesis()));
    assertEquals(slim.of(large), slim.of(slim.of(large)));
  }
}
