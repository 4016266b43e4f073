package io.humhelix.bench.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Matrix;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    assertTrue(message.contains("Did you mean compute_type?"), message);
    assertTrue(message.contains("Did you mean one?"), message);
    assertTrue(message.contains("matrix.exclude[1]: has no keys"), message);
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
    List<Object> many = Collections.nCopies(200, "x");
    Matrix matrix = new Matrix(Map.of("model", many, "compute_type", many), List.of(), List.of());
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> RunConfigs.expand(definition(matrix).build()))
            .getMessage();
    assertTrue(message.contains("80000"), message);
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

  private static String id(SutSpec sut, Workload workload) {
    return RunConfigId.of(sut, workload, 1);
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
}
