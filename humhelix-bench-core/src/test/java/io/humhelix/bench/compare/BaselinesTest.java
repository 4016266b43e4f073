package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BaselinesTest {

  @TempDir Path folder;

  static List<String> cases() throws IOException {
    return GoldenRuns.cases();
  }

  private Baselines baselines() {
    return Baselines.in(folder.resolve("baselines"));
  }

  private Path run(MadeUpRun made, String name) throws StoreException {
    return made.store(folder.resolve(name));
  }

  /** Everything that a comparison says, without the two runs themselves. */
  private static String said(Comparison comparison) {
    StringBuilder text = new StringBuilder();
    text.append(comparison.outcome()).append('\n').append(comparison.gate()).append('\n');
    for (RunConfigComparison pair : comparison.pairs()) {
      text.append(pair.label()).append('\n');
      pair.metrics().forEach(metric -> text.append(metric).append('\n'));
      text.append(pair.failures()).append('\n').append(pair.notes()).append('\n');
    }
    return text.append(comparison.missing())
        .append(comparison.unmatched())
        .append(comparison.notes())
        .toString();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aBaselineComparesAsTheRunThatItComesFrom(String name) throws Exception {
    Path file = GoldenRuns.copy(name, Files.createDirectory(folder.resolve(name)));
    RunResult whole = RunReader.read(file);
    if (whole.runConfigs().stream().allMatch(c -> c.validTrials().isEmpty())) {
      assertThrows(BaselineException.class, () -> baselines().set("main", file, false, true), name);
      return;
    }
    RunResult small = baselines().set("main", file, false, true).run();
    RunResult other = MadeUpRun.asAnotherRun(whole);
    ComparisonPolicy policy = ComparisonPolicy.DEFAULT;
    assertEquals(
        said(RunComparison.between(whole, other, policy)),
        said(RunComparison.between(small, other, policy)));
    assertEquals(
        said(RunComparison.between(other, whole, policy)),
        said(RunComparison.between(other, small, policy)));
  }

  @Test
  void otherTextsAndOtherReferencesStillShow() throws Exception {
    List<String> said = List.of("one two three four", "five six seven eight");
    List<String> heard = List.of("one two three for", "five six seven eight");
    RunResult small =
        baselines()
            .set("m", run(new MadeUpRun(1).texts(said, said).system("a", 1), "r"), false, false)
            .run();
    RunResult worse = new MadeUpRun(2).texts(said, heard).system("a", 1).result();
    RunResult whole = new MadeUpRun(1).texts(said, said).system("a", 1).result();
    assertEquals(
        said(RunComparison.between(whole, worse, ComparisonPolicy.DEFAULT)),
        said(RunComparison.between(small, worse, ComparisonPolicy.DEFAULT)));

    RunConfigResult config = small.runConfigs().get(0);
    for (AudioClip clip : config.runConfig().workload().clips()) {
      assertTrue(clip.reference().orElseThrow().startsWith("sha256:"), clip.toString());
    }
  }

  @Test
  void characterErrorsDecideWithoutTheReferences() throws Exception {
    List<String> said = List.of("\u6211\u4eca\u5929\u53bb\u5b66\u6821", "\u4ed6\u6765\u4e86");
    Path file = run(new MadeUpRun(1).texts(said, said).system("a", 1), "r");
    RunResult small = baselines().set("m", file, false, false).run();
    Comparison itself =
        RunComparison.between(small, MadeUpRun.asAnotherRun(small), ComparisonPolicy.DEFAULT);
    assertEquals("cer_percent", itself.pairs().get(0).metrics().get(1).metric().name());
  }

  @Test
  void hasNoTextUnlessAskedForAndSaysWhatIsLeftOut() throws Exception {
    Path file = run(new MadeUpRun(1).system("a", 1), "r");
    baselines().set("small", file, false, false);
    baselines().set("whole", file, true, false);
    Path small = RunReader.read(folder.resolve("baselines/small")).resultsFile().orElseThrow();
    Path whole = RunReader.read(folder.resolve("baselines/whole")).resultsFile().orElseThrow();

    for (String text : List.of("a reference", "2 errors")) {
      assertTrue(Files.readString(whole).contains(text), text);
      assertFalse(Files.readString(small).contains(text), text);
    }
    List<StoredRecord> before = RecordReader.read(file).records();
    List<StoredRecord> after = RecordReader.read(small).records();
    assertEquals(
        before.stream().map(StoredRecord::id).toList(),
        after.stream().map(StoredRecord::id).toList());
    for (int i = 0; i < before.size(); i++) {
      Map<String, Object> was = before.get(i).asMap();
      Map<String, Object> is = after.get(i).asMap();
      boolean changed = !was.equals(is);
      assertEquals(changed, is.containsKey("left_out"), is.toString());
      assertEquals(was.get("metrics"), is.get("metrics"));
    }
    assertTrue(after.get(0).asMap().get("baseline").toString().contains("reference texts"));
    assertEquals(
        RecordReader.read(file).records().get(3).asMap(),
        RecordReader.read(whole).records().get(3).asMap());
  }

  @Test
  void anUnfitRunIsRefusedWithEveryReason() throws Exception {
    Path refused = run(new MadeUpRun(1).system("a", 1).refused(true).system("b", 1), "refused");
    String message =
        assertThrows(BaselineException.class, () -> baselines().set("main", refused, false, false))
            .getMessage();
    assertEquals(
        "'b / speech' is REFUSED; measure again, or keep what there is with --partial", message);
    assertEquals(2, baselines().set("main", refused, false, true).note().runConfigs().size());

    Path none = run(new MadeUpRun(2).refused(true).system("b", 1), "none");
    message =
        assertThrows(BaselineException.class, () -> baselines().set("main", none, false, true))
            .getMessage();
    assertTrue(message.contains("has no valid trials; a baseline needs some"), message);
    assertEquals(
        new MadeUpRun(1).system("a", 1).result().runId(),
        baselines().get("main").run().runId(),
        "the old one is still there");

    message =
        assertThrows(BaselineException.class, () -> baselines().set("../x", none, false, false))
            .getMessage();
    assertTrue(message.startsWith("baseline name '../x'; allowed: up to 64 letters"), message);
    Path cut = GoldenRuns.copy("cancelled", Files.createDirectory(folder.resolve("cancelled")));
    message =
        assertThrows(BaselineException.class, () -> baselines().set("x", cut, false, false))
            .getMessage();
    assertTrue(message.contains("the run was not through"), message);
    Path small = baselines().get("main").run().resultsFile().orElseThrow();
    message =
        assertThrows(BaselineException.class, () -> baselines().set("x", small, true, true))
            .getMessage();
    assertTrue(message.contains("is a baseline without texts"), message);
  }

  @Test
  void aNewOneReplacesTheOldOneAndLeavesNothingBehind() throws Exception {
    assertEquals(List.of(), baselines().list());
    baselines().set("main", run(new MadeUpRun(1).system("a", 1), "one"), false, false);
    baselines().set("main", run(new MadeUpRun(2).system("a", 1), "two"), false, false);
    assertEquals(
        List.of(new MadeUpRun(2).system("a", 1).result().runId()),
        baselines().list().stream().map(one -> one.run().runId()).toList());
    try (var files = Files.list(folder.resolve("baselines"))) {
      assertEquals(1, files.count());
    }
    baselines().remove("main");
    assertEquals(List.of(), baselines().list());
    String message =
        assertThrows(BaselineException.class, () -> baselines().remove("main")).getMessage();
    assertTrue(message.contains("there is no baseline 'main' in folder"), message);
    assertTrue(message.contains("(it has none); make one from a run:"), message);
  }

  @Test
  void aNameAFileOrAFolderIsFoundAndTwoMeaningsAreRefused() throws Exception {
    Path file = run(new MadeUpRun(1).system("a", 1), "one");
    baselines().set("main", file, false, false);
    assertEquals(folder.resolve("baselines/main"), baselines().find("main"));
    assertEquals(file, baselines().find(file.toString()));
    assertEquals(file.getParent(), baselines().find(file.getParent().toString()));
    String message =
        assertThrows(BaselineException.class, () -> baselines().find("mian")).getMessage();
    assertTrue(message.contains("'mian' is no results file, no folder, and no baseline"), message);
    assertTrue(message.contains("(it has main)"), message);
    message = assertThrows(BaselineException.class, () -> baselines().find("a/b")).getMessage();
    assertTrue(message.endsWith("; correct the path"), message);
    // The working directory of tests has a folder of this name.
    baselines().set("src", file, false, false);
    message = assertThrows(BaselineException.class, () -> baselines().find("src")).getMessage();
    assertTrue(message.contains("is a baseline in '"), message);
    assertTrue(message.endsWith("' or './src'"), message);
  }

  @Test
  void resultsThatAreNoBaselineAreNoneInItsFolder() throws Exception {
    run(new MadeUpRun(1).system("a", 1), "baselines/odd");
    assertTrue(
        assertThrows(StoreException.class, () -> baselines().list())
            .getMessage()
            .contains("holds results that are no baseline"));
  }
}
