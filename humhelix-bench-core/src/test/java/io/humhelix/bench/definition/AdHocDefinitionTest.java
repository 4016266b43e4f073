package io.humhelix.bench.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdHocDefinitionTest {

  @TempDir Path folder;
  private Path here;

  @BeforeEach
  void audio() throws IOException {
    here = folder.toRealPath();
    new Written(here, "clips/a.wav", "clips/deep/b.WAV", "clips/.hidden.wav", "other/x.mp3");
  }

  static AdHocDefinition read(List<String> audio, Path references) throws DefinitionException {
    return AdHocDefinition.read(
        new AdHocDefinition.Values(
            List.of("fake"),
            List.of("tiny.en"),
            List.of(),
            List.of(),
            List.of(),
            audio,
            Optional.of(references),
            Optional.empty()),
        Overrides.builder().models(Path.of("m")).build());
  }

  private AdHocDefinition read(
      String backends, String models, String types, String devices, String... settings)
      throws DefinitionException {
    return AdHocDefinition.read(
        new AdHocDefinition.Values(
            list(backends),
            list(models),
            list(types),
            list(devices),
            Stream.of(settings).map(Overrides::parseSet).toList(),
            List.of(here.resolve("clips").toString()),
            Optional.empty(),
            Optional.empty()),
        Overrides.NONE);
  }

  private static List<String> list(String values) {
    return values.isEmpty() ? List.of() : List.of(values.split(",", -1));
  }

  private List<String> labels(BenchmarkDefinition definition) {
    return RunConfigs.expand(definition).stream().map(RunConfig::label).toList();
  }

  @Test
  void severalValuesAreAMatrix() throws Exception {
    BenchmarkDefinition one = read("x", "tiny.en", "", "").definition();
    assertEquals(List.of("tiny.en / clips"), labels(one));
    BenchmarkDefinition two = read("x,y", "tiny.en", "", "").definition();
    assertEquals(List.of("x / clips", "y / clips"), labels(two));
    assertEquals("tiny.en on x, y (clips)", two.name());
    assertEquals(
        List.of(
            "x base q5_1 / clips",
            "x base q8_0 / clips",
            "x tiny q5_1 / clips",
            "x tiny q8_0 / clips",
            "y base q5_1 / clips",
            "y base q8_0 / clips",
            "y tiny q5_1 / clips",
            "y tiny q8_0 / clips"),
        labels(read("x,y", "base,tiny", "q5_1,q8_0", "cpu").definition()));
    assertEquals(
        List.of("tiny base cpu / clips", "tiny base cuda:1 / clips").size(),
        read("x", "base", "", "cpu,cuda:1").definition().matrix().axes().get("device").size());
  }

  @Test
  void optionsAreForAllOrForABackendAndMayHaveSeveralValues() throws Exception {
    BenchmarkDefinition definition =
        read("x,y", "tiny", "", "", "beam_size=1,5", "x.threads=2", "*.prompt='a, b'", "y.t=[0, 1]")
            .definition();
    assertEquals(
        List.of(
            "x beam_size=1 / clips",
            "x beam_size=5 / clips",
            "y beam_size=1 / clips",
            "y beam_size=5 / clips"),
        labels(definition));
    assertEquals(2L, definition.suts().get(0).options().asMap().get("threads"));
    assertEquals("a, b", definition.suts().get(1).options().asMap().get("prompt"));
    assertEquals(List.of(0L, 1L), definition.suts().get(1).options().asMap().get("t"));
    assertEquals(
        List.of("x threads=1 / clips", "x threads=2 / clips", "y / clips"),
        labels(read("x,y", "tiny", "", "", "x.threads=1,2").definition()));
    assertEquals(
        List.of("tiny beam_size=1 / clips", "tiny beam_size=2 / clips"),
        labels(read("x", "tiny", "", "", "beam_size=1", "beam_size=2").definition()));
  }

  @Test
  void findsTheAudioOfAFolderTheModelsAndTheLanguage() throws Exception {
    Files.createDirectories(here.resolve("models"));
    AdHocDefinition read = read("x", "tiny.en", "", "");
    assertEquals(
        List.of("a.wav", "b.WAV"),
        read.definition().workloads().get(0).clips().stream().map(clip -> clip.id()).toList());
    assertEquals(Optional.of(here.resolve("models")), read.definition().models());
    assertEquals(Optional.of("en"), read.definition().workloads().get(0).task().language());
    assertEquals(2, read.remarks().size(), read.remarks()::toString);
    assertTrue(read.remarks().get(0).startsWith("no references, so no error rates; give"));
    assertTrue(read.remarks().get(1).startsWith("models: " + here.resolve("models")));
    assertEquals(
        Optional.empty(),
        read("x", "tiny", "", "").definition().workloads().get(0).task().language());
  }

  @Test
  void aManifestBesideTheAudioIsToldAndNotTaken() throws Exception {
    Files.writeString(here.resolve("clips/manifest.jsonl"), "");
    String remark = read("x", "tiny", "", "").remarks().get(0);
    assertTrue(
        remark.endsWith("found some: --references " + here.resolve("clips/manifest.jsonl")),
        remark);
  }

  private static List<String> problems(AdHocDefinition.Values values, Overrides overrides) {
    return assertThrows(DefinitionException.class, () -> AdHocDefinition.read(values, overrides))
        .getMessage()
        .lines()
        .toList();
  }

  @Test
  void allProblemsAreToldAtOnceByTheirOption() {
    List<String> problems =
        problems(
            new AdHocDefinition.Values(
                List.of("x", "x"),
                List.of(),
                List.of(" "),
                List.of("gpu 1"),
                List.of(Overrides.parseSet("z.a=1"), Overrides.parseSet("b=1,1")),
                List.of("none.wav", "b.yaml", here.resolve("other").toString()),
                Optional.of(here.resolve("none.tsv")),
                Optional.of("deutsch")),
            Overrides.builder().forks(0).build());
    for (String start :
        List.of(
            "--backend: found 'x' twice",
            "--model: it is missing",
            "--compute-type: found a blank text",
            "--device: found 'gpu 1'",
            "--set z.a=1: no backend 'z' is measured; allowed: x",
            "--set b: found a value twice",
            "--audio: there is no file none.wav",
            "--audio: 'b.yaml' looks like a definition",
            "--audio: no WAV file in " + here.resolve("other") + "; convert others with: ffmpeg",
            here.resolve("none.tsv") + ": there is no such file",
            "--language: found 'deutsch'; allowed: a language code",
            "command line: override of forks: found 0")) {
      assertTrue(
          problems.stream().anyMatch(problem -> problem.startsWith(start)),
          () -> start + " is not in " + String.join("\n", problems));
    }
  }
}
