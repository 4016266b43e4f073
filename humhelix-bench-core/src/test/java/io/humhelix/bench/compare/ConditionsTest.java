package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.compare.Condition.Group;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What must be alike, made from what was asked for and what was found. */
class ConditionsTest {

  private static Conditions of(MadeUpRun made) {
    RunResult run = made.result();
    return Conditions.of(run, run.runConfigs().get(0));
  }

  private static List<String> differences(MadeUpRun one, MadeUpRun other) {
    return ConditionDifference.texts(of(one).differences(of(other)));
  }

  private static MadeUpRun run() {
    return new MadeUpRun(1);
  }

  @Test
  void alikeRunsHaveNoDifference() {
    assertEquals(List.of(), differences(run().system("a", 1), run().system("a", 2)));
  }

  @Test
  void ofAHashTwelveDigitsAreTold() {
    Condition model = Condition.of(Condition.Group.MODEL, "f");
    assertEquals(
        "model_sha256.f: " + "a1".repeat(6) + " / " + "a1".repeat(31),
        new ConditionDifference(model, Optional.of("a1".repeat(32)), Optional.of("a1".repeat(31)))
            .toString());
  }

  @Test
  void whatOneSideAloneHasIsADifference() {
    Conditions one =
        new Conditions(
            new TreeMap<>(
                Map.of(
                    Condition.of(Group.SUT, "device"), "cpu",
                    Condition.of(Group.MODEL, "f"), "ab")));
    Conditions other =
        new Conditions(
            new TreeMap<>(
                Map.of(
                    Condition.of(Group.SUT, "device"),
                    "cuda",
                    Condition.of(Group.HOST, "driver"),
                    570L)));
    assertEquals(
        List.of(
            "host.driver: (not stated) / 570",
            "model_sha256.f: ab / no hash (another file)",
            "sut.device: cpu / cuda"),
        ConditionDifference.texts(one.differences(other)));
  }

  @Test
  void clipsAreToldOfTogether() {
    assertEquals(
        List.of("audio_sha256 of 6 clips, 'c0.wav' among them"),
        differences(run().audio("bb").system("a", 1), run().audio("cc").system("a", 1)));
  }

  @Test
  void processorsCountAsDoesEverythingElseOfTheHost() {
    for (String fact : List.of("name", "os", "arch", "cpu", "processors")) {
      assertEquals(
          List.of("host." + fact + ": x / y"),
          differences(run().host(fact, "x").system("a", 1), run().host(fact, "y").system("a", 1)));
    }
    assertEquals(
        List.of(), differences(run().host("memory", "1").system("a", 1), run().system("a", 1)));
  }

  @Test
  void gpusCountWhereOneMayWork() {
    assertEquals(
        List.of(),
        differences(
            run().host("gpu0", "x").system("a", 1), run().host("gpu0", "y").system("a", 1)));
    assertEquals(
        List.of("host.gpu0: x / y"),
        differences(
            run().host("gpu0", "x").on("cuda:0").system("a", 1),
            run().host("gpu0", "y").on("cuda:0").system("a", 1)));
  }

  @Test
  void countAndSeedMatterWithinARunAlone() {
    for (Condition condition : of(run().system("a", 1)).values().keySet()) {
      boolean alone =
          switch (condition.group()) {
            case TRIALS -> !condition.keys().equals(List.of("warmup"));
            case ACCURACY, CLIP, HARNESS -> true;
            default -> false;
          };
      assertEquals(alone, condition.withinRunAlone(), condition.name());
    }
  }

  @Test
  void factorsGoByNameOrGroupOrLastPart() {
    Condition beams = Condition.of(Group.SUT, "options", "beam_size");
    for (String factor : List.of("sut", "sut.options", "sut.options.beam_size", "beam_size")) {
      assertTrue(ComparisonPolicy.DEFAULT.withFactors(java.util.Set.of(factor)).isFactor(beams));
    }
    for (String factor : List.of("s", "size", "options.beam", "host")) {
      assertFalse(ComparisonPolicy.DEFAULT.withFactors(java.util.Set.of(factor)).isFactor(beams));
    }
  }

  @Test
  void keysAreNotJoinedToBeCompared() {
    Condition deep = Condition.of(Group.SUT, "options", "a", "b");
    Condition dotted = Condition.of(Group.SUT, "options", "a.b");
    assertTrue(deep.compareTo(dotted) != 0);
    assertEquals(0, deep.compareTo(Condition.of(Group.SUT, "options", "a", "b")));
  }

  @Test
  void secretsInNamesAreNotTold() {
    String secret = "a hf_abcdefghijklmnopqrstuv";
    RunResult one = run().system(secret, 1).result();
    RunResult other = run().system("b", 1).result();
    Comparison comparison =
        RunComparison.between(MadeUpRun.asAnotherRun(one), other, ComparisonPolicy.DEFAULT);
    assertFalse(
        comparison.unmatched().toString().contains("hf_abc"), comparison.unmatched().toString());
    assertFalse(
        comparison.missing().toString().contains("hf_abc"), comparison.missing().toString());
  }

  /** A result of clips that have these normalisers in turn. */
  private static Conditions normalised(String... ids) {
    RunResult run = run().system("a", 1).result();
    RunConfigResult config = run.runConfigs().get(0);
    List<TrialResult> trials =
        config.trials().stream().map(trial -> normalised(trial, ids)).toList();
    return Conditions.of(
        run,
        new RunConfigResult(
            config.runConfig(),
            config.status(),
            config.effective(),
            String.join(", ", new TreeSet<>(List.of(ids))),
            trials,
            config.issues(),
            config.failure(),
            config.forks()));
  }

  private static TrialResult normalised(TrialResult trial, String... ids) {
    List<ClipResult> clips = new ArrayList<>();
    for (ClipResult clip : trial.clips()) {
      clips.add(MadeUpTrials.scoredBy(ids[clips.size() % ids.length], clip));
    }
    return trial.withClips(clips);
  }

  /** As many clips by each, but others. */
  @Test
  void theSameNormalisersOfOtherClipsAreADifference() {
    Conditions one = normalised("basic-1", "english-1");
    assertEquals(
        List.of("normalizer of 6 clips, 'c0.wav' among them"),
        ConditionDifference.texts(one.differences(normalised("english-1", "basic-1"))));
    assertEquals(List.of(), one.differences(normalised("basic-1", "english-1")));
  }

  @Test
  void oneNormaliserAndSeveralAreADifference() {
    assertEquals(
        List.of(
            "normalizer of 6 clips, 'c0.wav' among them",
            "normalizer: basic-1 / basic-1, english-1"),
        ConditionDifference.texts(
            normalised("basic-1").differences(normalised("basic-1", "english-1"))));
  }
}
