package io.humhelix.bench.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.Matrix;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RunConfigsTest {

  private static final Workload SHORT = workload("short", "/a/x.wav");
  private static final Workload LONG = workload("long", "/a/y.wav");

  private static Workload workload(String name, String audio) {
    return Workload.of(name, AudioClip.of(Path.of(audio), "text"));
  }

  private static BenchmarkDefinition.Builder definition(Matrix matrix) {
    return BenchmarkDefinition.builder("d")
        .workload(SHORT, LONG)
        .sut(SutSpec.of("one", "b", "tiny"), SutSpec.of("two", "b", "base"))
        .matrix(matrix);
  }

  private static List<String> labels(BenchmarkDefinition.Builder definition) {
    return RunConfigs.expand(definition.build()).stream().map(RunConfig::label).toList();
  }

  private static Map<String, List<Object>> axes(Object... keysAndValues) {
    Map<String, List<Object>> axes = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      axes.put((String) keysAndValues[i], List.of((Object[]) keysAndValues[i + 1]));
    }
    return axes;
  }

  @Test
  void runsEverySystemOnEveryWorkload() {
    assertEquals(
        List.of("one / short", "one / long", "two / short", "two / long"),
        labels(definition(Matrix.NONE)));
  }

  @Test
  void keepsASystemToItsWorkloads() {
    assertEquals(
        List.of("one / long", "two / short", "two / long"),
        labels(
            definition(Matrix.NONE)
                .suts(
                    List.of(
                        SutSpec.of("one", "b", "tiny").withWorkloads(List.of("long")),
                        SutSpec.of("two", "b", "base")))));
  }

  @Test
  void multipliesByTheAxesAndNamesWhatVaries() {
    Matrix matrix =
        new Matrix(
            axes(
                "compute_type", new Object[] {"q5_1", "q8_0"},
                "options.beam_size", new Object[] {1, 5},
                "device", new Object[] {"cpu"}),
            List.of(),
            List.of());
    List<RunConfig> configs =
        RunConfigs.expand(definition(matrix).suts(List.of(SutSpec.of("w", "b", "m"))).build());
    assertEquals(
        List.of(
            "w q5_1 beam_size=1 / short",
            "w q5_1 beam_size=1 / long",
            "w q5_1 beam_size=5 / short",
            "w q5_1 beam_size=5 / long",
            "w q8_0 beam_size=1 / short",
            "w q8_0 beam_size=1 / long",
            "w q8_0 beam_size=5 / short",
            "w q8_0 beam_size=5 / long"),
        configs.stream().map(RunConfig::label).toList());
    assertEquals(5L, configs.get(2).sut().options().integer("beam_size").orElseThrow());
    assertEquals(8, configs.stream().map(RunConfig::id).distinct().count());
  }

  @Test
  void excludesWhatAgreesInEveryKey() {
    Matrix matrix =
        new Matrix(
            axes("compute_type", new Object[] {"float16", "q8_0"}),
            List.of(),
            List.of(Map.of("sut", "one", "compute_type", "fp16"), Map.of("workload", "long")));
    assertEquals(
        List.of("one q8_0 / short", "two float16 / short", "two q8_0 / short"),
        labels(definition(matrix)));
  }

  @Test
  void includesMoreCombinations() {
    Matrix matrix =
        new Matrix(
            Map.of(),
            List.of(
                new LinkedHashMap<>(
                    Map.of("sut", "two", "compute_type", "q4_0", "workload", "short"))),
            List.of());
    assertEquals(
        List.of("one / short", "one / long", "two / short", "two / long", "two q4_0 / short"),
        labels(definition(matrix)));
  }

  @Test
  void reportsEveryProblemAtOnce() {
    Matrix matrix =
        new Matrix(
            axes("compute_typ", new Object[] {"q5_1"}, "device", new Object[] {"cuda:x"}),
            List.of(Map.of("sut", "onee")),
            List.of(Map.of("workload", "middle"), Map.of()));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> RunConfigs.expand(definition(matrix).build()))
            .getMessage();
    assertEquals(5, message.lines().count(), message);
    assertTrue(message.contains("did you mean compute_type?"), message);
    assertTrue(message.contains("did you mean one?"), message);
    assertTrue(message.contains("matrix.exclude[1]: an entry without keys"), message);
  }

  @Test
  void refusesAnExcludeThatExcludesNothing() {
    Matrix matrix = new Matrix(Map.of(), List.of(), List.of(Map.of("model", "large")));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> RunConfigs.expand(definition(matrix).build()))
            .getMessage();
    assertTrue(message.startsWith("matrix.exclude[0]:"), message);
  }

  @Test
  void refusesAnExplosion() {
    List<Object> many = IntStream.range(0, 200).<Object>mapToObj(i -> "x" + i).toList();
    Matrix matrix = new Matrix(Map.of("model", many, "compute_type", many), List.of(), List.of());
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> RunConfigs.expand(definition(matrix).build()))
            .getMessage();
    assertTrue(
        message.contains("2 systems × ")
            && message.contains("200 model")
            && message.contains("200 compute_type")
            && message.contains("2 workloads make more than 10000 run configs"),
        message);
  }

  @Test
  void anIdIsTheSameOnEveryMachineAndForEveryDisplayName() {
    String here = id(SutSpec.of("s", "b", "/models/m.bin").withComputeType("fp16"), SHORT);
    String there =
        id(
            SutSpec.of("another name", "b", "/other/m.bin").withComputeType("float16"),
            workload("short", "/elsewhere/x.wav"));
    assertEquals(here, there);
    assertTrue(here.matches("[0-9a-f]{12}"));
  }

  @Test
  void anIdChangesWithEverythingThatIsAskedFor() {
    SutSpec sut = SutSpec.of("s", "b", "m");
    String id = id(sut, SHORT);
    assertNotEquals(id, id(sut.withBackend("c"), SHORT));
    assertNotEquals(id, id(sut.withModel("n"), SHORT));
    assertNotEquals(id, id(sut.withDevice("cuda"), SHORT));
    assertNotEquals(id, id(sut.withOption("threads", 2), SHORT));
    assertNotEquals(id, id(sut, LONG));
    assertNotEquals(id, id(sut, SHORT.withTask(TranscriptionTask.transcribe("en"))));
    assertNotEquals(
        id, id(sut, Workload.of("short", AudioClip.of(Path.of("/a/x.wav"), "other text"))));
  }

  /** A hash of a short secret is the secret, for somebody who tries them all. */
  @Test
  void anIdDoesNotDependOnASecret() {
    SutSpec sut = SutSpec.of("s", "command", "m");
    List<String> ids = new ArrayList<>();
    for (String secret : List.of("hunter2", "hunter3", "<redacted>")) {
      List<String> command = List.of("prog", "--token", secret, "--api-key=" + secret, "--beam=5");
      ids.add(
          id(
              sut.withOption("command", command)
                  .withOption("environment", Map.of("HF_TOKEN", secret))
                  .withOption("url", "https://" + secret + "@host/v1"),
              SHORT));
    }
    assertEquals(1, Set.copyOf(ids).size(), ids.toString());
    assertNotEquals(
        id(sut.withOption("command", List.of("prog", "--beam=5")), SHORT),
        id(sut.withOption("command", List.of("prog", "--beam=4")), SHORT));
  }

  @Test
  void systemsThatDifferInASecretAloneAreTwoInOnePlan() {
    SutSpec sut = SutSpec.of("s", "command", "m");
    List<RunConfig> configs =
        RunConfigs.expand(
            BenchmarkDefinition.builder("d")
                .workload(SHORT)
                .sut(sut)
                .matrix(
                    new Matrix(
                        axes("options.api_key", new Object[] {"canary-a", "canary-b"}),
                        List.of(Map.of("options.api_key", "canary-c")),
                        List.of()))
                .build());
    assertEquals(
        List.of(
            "s api_key=<redacted> / short",
            "s api_key=<redacted> #2 / short",
            "s api_key=<redacted> #3 / short"),
        configs.stream().map(RunConfig::label).toList());
    assertEquals(3, configs.stream().map(RunConfig::id).distinct().count());
  }

  @Test
  void refusesNamesThatDifferInASecretAlone() {
    List<PlanProblem> problems =
        RunConfigs.check(
            definition(Matrix.NONE)
                .suts(
                    List.of(
                        SutSpec.of("prog --token canary-a", "b", "m"),
                        SutSpec.of("prog --token canary-b", "b", "m")))
                .build());
    assertEquals(List.of("suts[1].name"), problems.stream().map(PlanProblem::key).toList());
    assertEquals(
        "'prog --token <redacted>' differs from the name of suts[0] in a secret alone",
        problems.get(0).found());
    assertEquals(
        List.of(),
        RunConfigs.check(
            definition(Matrix.NONE)
                .suts(
                    List.of(
                        SutSpec.of("prog --sort-key a", "b", "m"),
                        SutSpec.of("prog --sort-key b", "b", "m")))
                .build()));
  }

  @Test
  void anIdChangesWithArgumentsThatOnlyLookLikeSecrets() {
    SutSpec sut = SutSpec.of("s", "command", "m");
    for (List<String> words :
        List.of(
            List.of("--sort-key", "X"),
            List.of("--no-auth", "X"),
            List.of("key=X.wav"),
            List.of("--tokenizer-token=X"),
            List.of("--pad-token", "X"))) {
      List<String> ids =
          Stream.of("fast", "slow")
              .map(value -> words.stream().map(word -> word.replace("X", value)).toList())
              .map(command -> id(sut.withOption("command", command), SHORT))
              .toList();
      assertNotEquals(ids.get(0), ids.get(1), words.toString());
    }
  }

  private static String id(SutSpec sut, Workload workload) {
    return RunConfigId.of(RunConfigId.sut(sut), RunConfigId.workload(workload), "", 1);
  }

  @Test
  void anIdChangesWithTheChunksOfStreamsAlone() {
    Scenario.Streams whole =
        new Scenario.Streams(
            3,
            new LatencyLimit(95, Duration.ofSeconds(2)),
            Optional.of(PeakSearch.DEFAULT),
            OpenLoop.DEFAULT,
            Extent.ONE_PASS);
    List<String> ids =
        Stream.of(
                whole,
                whole.withChunk(Duration.ofMillis(200)),
                whole.withChunk(Duration.ofSeconds(1)))
            .map(streams -> definition(Matrix.NONE).scenario(streams).build())
            .map(definition -> RunConfigs.expand(definition).get(0).id())
            .toList();
    assertEquals(3, Set.copyOf(ids).size(), ids.toString());
    assertEquals(
        ids.get(1),
        RunConfigs.expand(
                definition(Matrix.NONE)
                    .scenario(whole.withStreams(9).withChunk(Duration.ofMillis(200)))
                    .build())
            .get(0)
            .id(),
        "a search says nothing of where it begins");
  }

  @Test
  void twoEqualSystemsAreAnAaComparison() {
    List<RunConfig> configs =
        RunConfigs.expand(
            BenchmarkDefinition.builder("d")
                .workload(SHORT)
                .sut(SutSpec.of("a", "b", "m"), SutSpec.of("a again", "b", "m"))
                .build());
    assertEquals(2, configs.stream().map(RunConfig::id).distinct().count());
  }

  @Test
  @Tag("slow")
  void acceptsTheLimitAndRefusesOneMore() {
    List<Object> axis = IntStream.range(0, 2500).<Object>mapToObj(i -> i).toList();
    BenchmarkDefinition most =
        definition(new Matrix(Map.of("options.x", axis), List.of(), List.of())).build();
    assertEquals(10_000, RunConfigs.expand(most).size());
    Map<String, Object> more = Map.of("sut", "one", "options.x", -1);
    BenchmarkDefinition tooMany =
        definition(new Matrix(Map.of("options.x", axis), List.of(more), List.of())).build();
    assertEquals(
        List.of("matrix"), RunConfigs.check(tooMany).stream().map(PlanProblem::key).toList());
  }

  @Test
  void namesFollowTheVariedModelWhereTheyWereDerivedFromIt() {
    Matrix matrix =
        new Matrix(
            axes("model", new Object[] {"tiny", "base"}, "device", new Object[] {"cpu", "cuda"}),
            List.of(),
            List.of());
    assertEquals(
        List.of("tiny cpu / short", "tiny cuda / short", "base cpu / short", "base cuda / short"),
        labels(
            BenchmarkDefinition.builder("d")
                .workload(SHORT)
                .sut(SutSpec.of("tiny", "b", "tiny"))
                .matrix(matrix)));
  }

  @Test
  void namesStayUniqueWhereAVariedNameIsTaken() {
    Matrix matrix =
        new Matrix(axes("compute_type", new Object[] {"int8", "q8_0"}), List.of(), List.of());
    List<String> labels =
        labels(
            BenchmarkDefinition.builder("d")
                .workload(SHORT)
                .sut(SutSpec.of("a", "b", "m"), SutSpec.of("a int8", "b", "n"))
                .matrix(matrix));
    assertEquals(
        List.of("a int8 / short", "a q8_0 / short", "a int8 int8 / short", "a int8 q8_0 / short"),
        labels);
    SutSpec twice = SutSpec.of("a", "b", "m");
    assertEquals(
        List.of("a", "a #3", "a #2"),
        SutNames.numbered(List.of(twice, twice, twice.withName("a #2")), Set.of()).stream()
            .map(SutSpec::name)
            .toList());
  }

  @Test
  void anIncludedSystemIsNotExcluded() {
    Matrix matrix =
        new Matrix(
            axes("compute_type", new Object[] {"float16", "q8_0"}),
            List.of(Map.of("sut", "one", "compute_type", "q8_0", "workload", "short")),
            List.of(Map.of("compute_type", "q8_0")));
    assertEquals(
        List.of("matrix.include[0]"),
        RunConfigs.check(definition(matrix).build()).stream().map(PlanProblem::key).toList());
    Matrix other =
        new Matrix(
            axes("compute_type", new Object[] {"float16", "q8_0"}),
            List.of(
                new TreeMap<>(
                    Map.of("sut", "one", "compute_type", "q8_0", "options.beam_size", 5))),
            List.of(Map.of("compute_type", "q8_0")));
    assertEquals(
        List.of(
            "one float16 / short",
            "one float16 / long",
            "two float16 / short",
            "two float16 / long",
            "one q8_0 beam_size=5 / short",
            "one q8_0 beam_size=5 / long"),
        labels(definition(other)));
  }

  @Test
  void refusesAnIncludeThatAddsNothing() {
    Matrix matrix = new Matrix(Map.of(), List.of(Map.of("sut", "one")), List.of());
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> RunConfigs.expand(definition(matrix).build()))
            .getMessage();
    assertEquals(
        "matrix.include[0]: it adds 'one', which is already in the plan; allowed: combinations"
            + " that the axes do not produce; remove it, or change a value",
        message);
  }

  @Test
  void refusesToExcludeEverything() {
    Matrix matrix = new Matrix(Map.of(), List.of(), List.of(Map.of("backend", "b")));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> RunConfigs.expand(definition(matrix).build()))
            .getMessage();
    assertTrue(message.contains("exclude every run config"), message);
  }

  @Test
  void refusesAValueThatStandsTwiceOnAnAxisUnderAnyName() {
    Matrix matrix =
        new Matrix(
            axes(
                "compute_type",
                new Object[] {"fp16", "q8_0", "float16"},
                "options.x",
                new Object[] {1, 1.0}),
            List.of(),
            List.of());
    assertEquals(
        List.of("matrix.compute_type[2]", "matrix.options.x[1]"),
        RunConfigs.check(definition(matrix).build()).stream().map(PlanProblem::key).toList());
  }

  @Test
  void refusesKeysThatAnAxisCannotHave() {
    Matrix matrix =
        new Matrix(
            axes(
                "workload", new Object[] {"short"},
                "options", new Object[] {"x"},
                "beam_size", new Object[] {1},
                "backend", new Object[] {5}),
            List.of(Map.of("options.x", new Object())),
            List.of());
    List<PlanProblem> problems = RunConfigs.check(definition(matrix).build());
    assertEquals(
        List.of(
            "matrix.workload",
            "matrix.options",
            "matrix.beam_size",
            "matrix.backend[0]",
            "matrix.include[0].options.x"),
        problems.stream().map(PlanProblem::key).toList());
    assertEquals("name the option in the key, as in options.beam_size", problems.get(1).remedy());
    assertEquals("an option of the backend is written options.beam_size", problems.get(2).remedy());
  }

  @Test
  void anIdLastsAcrossVersions() {
    SutSpec sut =
        SutSpec.of("any", "whisper-jni", "tiny.en")
            .withComputeType("q5_1")
            .withOption("temperature", 0.2)
            .withOption("beam_size", 5);
    Workload workload = SHORT.withTask(TranscriptionTask.transcribe("en"));
    assertEquals("85d299f8982e", id(sut, workload));
    assertEquals(
        "85d299f8982e",
        id(
            SutSpec.of("other", "whisper-jni", "tiny.en")
                .withComputeType("Q5_1")
                .withOption("beam_size", 5.0)
                .withOption("temperature", 0.20),
            workload));
  }

  @Test
  void anIdDoesNotCountTheWorkloadsNameOrAFolderInAnOption() {
    SutSpec sut = SutSpec.of("s", "b", "m");
    assertEquals(id(sut, SHORT), id(sut, workload("other", "/b/x.wav")));
    assertEquals(
        id(sut.withOption("library_path", "/opt/a/lib"), SHORT),
        id(sut.withOption("library_path", "C:\\x\\lib"), SHORT));
    assertNotEquals(
        id(sut.withOption("library_path", "/opt/a/lib"), SHORT),
        id(sut.withOption("library_path", "/opt/a/lib2"), SHORT));
    assertNotEquals(
        id(sut.withModel("Systran/tiny"), SHORT), id(sut.withModel("other/tiny"), SHORT));
    assertNotEquals(id(sut.withOption("x", 5), SHORT), id(sut.withOption("x", "5"), SHORT));
  }
}
