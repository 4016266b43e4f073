package io.humhelix.bench.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {

  private static final String VARIED =
      """
      name: varied
      workloads: [{name: w, files: [a.wav]}]
      suts:
        - {name: a, backend: b, model: tiny.en}
        - {name: a.b, backend: b, model: base}
      matrix:
        compute_type: [float16, q8_0]
        device: [cpu, cuda]
        options.beam_size: [1, 5]
        exclude:
          - {device: cuda, compute_type: q8_0}
          - {device: cpu, compute_type: q8_0, options.beam_size: 5}
        include:
          - {sut: a, device: cuda}
          - {sut: a, device: cuda, compute_type: int8}
      """;

  @TempDir Path folder;
  private Written written;

  @BeforeEach
  void files() {
    written = new Written(folder, "a.wav");
  }

  private static Overrides set(String... settings) {
    Overrides.Builder overrides = Overrides.builder();
    for (String setting : settings) {
      overrides.set(Overrides.parseSet(setting));
    }
    return overrides.build();
  }

  private List<String> labels(Overrides overrides) throws Exception {
    return RunConfigs.expand(written.read(VARIED, overrides)).stream()
        .map(RunConfig::label)
        .map(label -> label.replace(" / w", ""))
        .toList();
  }

  @Test
  void aDeviceReplacesItsAxis() throws Exception {
    assertEquals(
        List.of(
            "a float16 beam_size=1",
            "a float16 beam_size=5",
            "a q8_0 beam_size=1",
            "a.b float16 beam_size=1",
            "a.b float16 beam_size=5",
            "a.b q8_0 beam_size=1",
            "a int8"),
        labels(Overrides.builder().device("cpu").build()));
  }

  @Test
  void severalOverridesApplyTogether() throws Exception {
    Overrides overrides =
        Overrides.builder()
            .device("cuda:1")
            .computeType("fp16")
            .backend("other")
            .set("*", "beam_size", "3")
            .build();
    assertEquals(List.of("a", "a.b"), labels(overrides));
    BenchmarkDefinition definition = written.read(VARIED, overrides);
    assertEquals(
        SutSpec.of("a", "other", "tiny.en")
            .withDevice("cuda:1")
            .withComputeType("fp16")
            .withOption("beam_size", 3),
        definition.suts().get(0));
    assertEquals(Map.of(), definition.matrix().axes());
  }

  @Test
  void problemsAfterOverridesAreStillFoundInTheFile() {
    assertEquals(
        List.of(
            "bench.yaml:11:7: matrix.exclude[1]: {device=cpu, compute_type=x} excludes nothing;"
                + " allowed: keys and values that at least one combination has; remove it, or"
                + " correct a value"),
        written.problems(
            """
            name: n
            workloads: [{name: w, files: [a.wav]}]
            suts:
              - {name: a, backend: b, model: tiny.en}
            matrix:
              device: [cpu, cuda]
              options.x: [1, 2]

              exclude:
                - {device: cuda, options.x: 1}
                - {device: cpu, compute_type: x}
            """,
            Overrides.builder().device("cpu").build()));
  }

  @Test
  void aBackendNeedNotStandInTheFile() throws Exception {
    String yaml = Written.GOOD.replace("    backend: whisper-jni\n", "");
    assertEquals(1, written.problems(yaml).size());
    assertEquals(
        "x", written.read(yaml, Overrides.builder().backend("x").build()).suts().get(0).backend());
  }

  @Test
  void foldersOfTheCallerAreTheCallers() throws Exception {
    Overrides overrides =
        Overrides.builder().models(Path.of("models")).output(Path.of("out")).build();
    BenchmarkDefinition definition =
        written.read(Written.GOOD + "models: x\noutput: y\n", overrides);
    assertEquals(Path.of("models").toAbsolutePath(), definition.models().orElseThrow());
    assertEquals(Path.of("out").toAbsolutePath(), definition.output().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "tiny.en.beam_size=5, tiny.en, beam_size, 5",
    "beam_size=5.0, *, beam_size, 5.0",
    "*.prompt=a.b=c, *, prompt, a.b=c",
    "a b.x= y , a b, x, y",
    "s.x=, s, x, ''",
  })
  void settingsAreSplitAtTheLastDotBeforeTheEqualsSign(
      String text, String sut, String option, String value) {
    assertEquals(new OptionSetting(sut, option, value), Overrides.parseSet(text));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "tiny.en, \"'tiny.en' has no equals sign\"",
        ".x=1, the system or the option is blank",
        "x.=1, the system or the option is blank",
      })
  void settingsOfAnotherFormAreRefused(String text, String reason) {
    assertEquals(
        reason + "; allowed: option=value for all systems, or sut.option=value for one",
        assertThrows(IllegalArgumentException.class, () -> Overrides.parseSet(text)).getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "5 | 5 | Long",
        "'5' | 5 | String",
        "0.5 | 0.5 | Double",
        "true | true | Boolean",
        "no | no | String",
        "Hello: world # 1 | Hello: world # 1 | String",
        "C:\\lib | C:\\lib | String",
        "[1, no, 'a b'] | [1, no, a b] | List",
        "{a: 1} | {a=1} | Map",
      })
  void valuesAreReadAsInTheFile(String text, String shown, String type) throws Exception {
    Object value =
        written
            .read(Written.GOOD, set("s.x=" + text))
            .suts()
            .get(0)
            .options()
            .get("x")
            .orElseThrow();
    assertEquals(shown, value.toString());
    assertEquals(type, value.getClass().getSimpleName().replaceFirst(".*(List|Map)", "$1"));
  }

  @Test
  void theLaterSettingWins() throws Exception {
    BenchmarkDefinition definition =
        written.read(Written.GOOD, set("s.x=1", "*.x=2", "s.y=1", "s.x=1"));
    assertEquals(
        "{x=1, y=1}",
        new java.util.TreeMap<>(definition.suts().get(0).options().asMap()).toString());
  }

  @Test
  void problemsOfOverridesAreReportedWithThoseOfTheFile() {
    Overrides overrides =
        Overrides.builder()
            .device("c p u")
            .backend(" ")
            .computeType("")
            .trials(0)
            .warmUpTrials(-1)
            .set("a.bb", "x", "1")
            .set("a", "beam_size", "1")
            .set("a", "x", "[1")
            .set("a", "y", "")
            .build();
    assertEquals(
        List.of(
            "bench.yaml: override of device: found 'c p u'; allowed: cpu, cuda, cuda:1 and the"
                + " like",
            "bench.yaml: override of compute_type: found a blank text; allowed: a compute type",
            "bench.yaml: override of backend: found a blank text; allowed: the id of a backend",
            "bench.yaml: override of warm-up trials: found -1; allowed: a whole number from 0 to"
                + " 100000",
            "bench.yaml: override of trials: found 0; allowed: a whole number from 1 to 100000",
            "bench.yaml: override a.x=[1: found '[1'; allowed: text, a number, true or false, [a,"
                + " list] or {a: map}; check brackets and quotes",
            "bench.yaml: override a.y=: found no value; allowed: text, a number, true or false, [a,"
                + " list] or {a: map}; write a value after the equals sign",
            "bench.yaml: override a.bb.x=1: no system under test is called 'a.bb'; allowed: a, a.b,"
                + " or * for all; did you mean a.b?",
            "bench.yaml: override a.beam_size=1: the matrix varies options.beam_size; allowed:"
                + " options that the matrix does not vary; set it for all systems: *.beam_size=1",
            "bench.yaml:16:1: extra: unknown key; allowed: name, models, workloads, suts, matrix,"
                + " scenario, trials, accuracy, baseline, tolerances, limits, output, isolation,"
                + " worker_jvm_args, worker_env;"
                + " remove it"),
        written.problems(VARIED + "extra: 1\n", overrides));
  }
}
