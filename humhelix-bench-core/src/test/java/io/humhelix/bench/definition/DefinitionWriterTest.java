package io.humhelix.bench.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Expectations;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.Limit;
import io.humhelix.bench.model.Matrix;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.PrecisionTarget;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.WorkerSettings;
import io.humhelix.bench.model.Workload;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read as the same definition, whole. */
class DefinitionWriterTest {

  private static final int COUNT = Boolean.getBoolean("humhelix.test.full") ? 5_000 : 150;

  /** What a reader of YAML may take for something else, or not see. */
  private static final List<String> ODD =
      List.of(
          "no",
          "true",
          "null",
          "~",
          "010",
          "1e3",
          "-1",
          "1:30",
          "1_000",
          ".inf",
          "0x1F",
          "3.5",
          "2026-01-02",
          "=",
          "<<",
          "a: b",
          "a #b",
          "- a",
          "[a, b]",
          "{a: b}",
          "*a",
          "&a",
          "!a",
          "%a",
          "@a",
          "`a`",
          "'",
          "\"",
          "it's \"so\"",
          "\\n",
          "a\nb",
          "a\n\n b \n",
          "tab\there",
          " led",
          "trail ",
          "ä",
          "日本語",
          "مرحبا",
          "😀",
          "\u200Fx",
          "\uFEFFx",
          "\u0085",
          "\u2028",
          "\u0007",
          "$(x)",
          "a,b",
          "|",
          ">",
          "?",
          ": ",
          "---",
          "...");

  @TempDir Path folder;
  private Path here;

  @BeforeEach
  void realFolder() throws IOException {
    here = folder.toRealPath();
  }

  private BenchmarkDefinition again(BenchmarkDefinition definition, Path file) throws Exception {
    List<Path> written = DefinitionWriter.of(definition, file).write();
    BenchmarkDefinition read = DefinitionReader.read(file);
    for (Path path : written) {
      Files.delete(path);
    }
    return read;
  }

  @Test
  void generatedDefinitionsComeBackWhole() throws Exception {
    Random random = new Random(18);
    for (int i = 0; i < COUNT; i++) {
      BenchmarkDefinition definition = new Generated(random, here).definition();
      assertEquals(definition, again(definition, here.resolve("saved.yaml")), "definition " + i);
    }
  }

  @Test
  void everyKindOfScenarioIsGenerated() throws Exception {
    Random random = new Random(18);
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (int i = 0; i < 200; i++) {
      Scenario scenario = new Generated(random, here).scenario();
      seen.merge(scenario.name() + scenario.search().isPresent(), 1, Integer::sum);
    }
    assertEquals(7, seen.size(), seen::toString);
  }

  @Test
  void humHelixsFormIsWrittenInOurs() throws Exception {
    Files.createFile(here.resolve("30s.wav"));
    Files.createFile(here.resolve("60s.wav"));
    Path file = Files.writeString(here.resolve("b.yaml"), HumHelixFormTest.eightEntries());
    BenchmarkDefinition read = DefinitionReader.read(file);
    assertEquals(read, again(read, here.resolve("saved.yaml")));
    assertTrue(read.workloads().size() + read.suts().size() > 2);
  }

  @Test
  void everythingThatAFileMaySayComesBack() throws Exception {
    new Written(here, "a.wav", "audio/1.wav", "audio/2.wav", "audio/10.wav", "m/x.bin");
    String text;
    try (var in = DefinitionWriterTest.class.getResourceAsStream("everything.yaml")) {
      text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
    BenchmarkDefinition read =
        DefinitionReader.read(text, here.resolve("everything.yaml"), Overrides.NONE);
    assertEquals(read, again(read, here.resolve("saved.yaml")));
  }

  @Test
  void pathsAreRelativeToTheFileWhereverThatIs() throws Exception {
    new Written(here, "audio/a.wav", "models/m.bin", "old/x");
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("b")
            .models(here.resolve("models"))
            .output(here.resolve("out"))
            .workload(Workload.of("w", AudioClip.of(here.resolve("audio/a.wav"))))
            .sut(SutSpec.of("s", "x", here.resolve("models/m.bin").toString()))
            .expectations(Expectations.NONE.withBaseline(here.resolve("old/x").toString()))
            .build();
    Path file = here.resolve("deep/er/saved.yaml");
    DefinitionWriter.of(definition, file).write();
    String text = Files.readString(file);
    for (String line :
        List.of(
            "models: ../../models",
            "output: ../../out",
            "files: [../../audio/a.wav]",
            "model: ../../models/m.bin",
            "baseline: ../../old/x")) {
      assertTrue(text.contains(line + "\n"), line + " is not in\n" + text);
    }
    BenchmarkDefinition again = DefinitionReader.read(file);
    assertEquals(definition.toBuilder().base(file.getParent()).build(), again);
  }

  @Test
  void patternsAndReferencesAreKeptWhereTheySayTheSame() throws Exception {
    Written written = new Written(here, "clips/a.wav", "clips/b.wav");
    written.put("refs.tsv", "a.wav\tone\nb.wav\ttwo\n");
    Path clips = here.resolve("clips");
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("b")
            .workload(
                Workload.of(
                    "w",
                    AudioClip.of(clips.resolve("a.wav"), "one"),
                    AudioClip.of(clips.resolve("b.wav"), "two")))
            .sut(SutSpec.of("s", "x", "m"))
            .build();
    InputForm input =
        new InputForm(List.of(clips + "/*.wav"), Optional.of(here.resolve("refs.tsv")));
    Path file = here.resolve("saved.yaml");
    DefinitionWriter.of(definition, file).input("w", input).write();
    String text = Files.readString(file);
    assertTrue(text.contains("files: [clips/*.wav]\n    references: refs.tsv\n"), text);

    // One file more, and the pattern would say something else.
    Files.createFile(clips.resolve("c.wav"));
    Path other = here.resolve("other.yaml");
    DefinitionWriter.of(definition, other).input("w", input).write();
    assertTrue(
        Files.readString(other).contains("files: [clips/a.wav, clips/b.wav]\n"),
        Files.readString(other));
  }

  @Test
  void nothingIsOverwritten() throws Exception {
    Files.createFile(here.resolve("a.wav"));
    BenchmarkDefinition definition = simple(AudioClip.of(here.resolve("a.wav")));
    Path file = Files.writeString(here.resolve("saved.yaml"), "mine");
    assertThrows(
        FileAlreadyExistsException.class, () -> DefinitionWriter.of(definition, file).write());
    assertEquals("mine", Files.readString(file));
    DefinitionWriter.of(definition, file).overwrite(true).write();
    assertEquals(definition.toBuilder().base(here).build(), DefinitionReader.read(file));
  }

  @Test
  void whatAFileCannotSayIsRefusedAndNothingStays() throws Exception {
    Files.createFile(here.resolve("a.wav"));
    BenchmarkDefinition named = simple(AudioClip.of(here.resolve("a.wav")).withId("first"));
    Path file = here.resolve("saved.yaml");
    DefinitionException thrown =
        assertThrows(DefinitionException.class, () -> DefinitionWriter.of(named, file).write());
    assertTrue(
        thrown.getMessage().contains("workloads: a definition file cannot say this"),
        thrown.getMessage());
    assertFalse(Files.exists(file));
    assertFalse(Files.exists(here.resolve("saved-clips.jsonl")));
    Files.writeString(file, "mine");
    assertThrows(
        DefinitionException.class, () -> DefinitionWriter.of(named, file).overwrite(true).write());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void namesTheSchemaThatLiesBesideIt() throws Exception {
    Files.createFile(here.resolve("a.wav"));
    Files.createFile(here.resolve("definition.schema.json"));
    Path file = here.resolve("saved.yaml");
    DefinitionWriter.of(simple(AudioClip.of(here.resolve("a.wav"))), file).write();
    assertTrue(
        Files.readString(file)
            .startsWith("# yaml-language-server: $schema=definition.schema.json\n"),
        Files.readString(file));
  }

  private static BenchmarkDefinition simple(AudioClip clip) {
    return BenchmarkDefinition.builder("b")
        .workload(Workload.of("w", clip))
        .sut(SutSpec.of("s", "x", "m"))
        .build();
  }

  /** A definition of any kind, as its file in a folder would give it. */
  private static final class Generated {

    private final Random random;
    private final Path folder;

    Generated(Random random, Path folder) {
      this.random = random;
      this.folder = folder;
    }

    BenchmarkDefinition definition() throws IOException {
      List<Workload> workloads = new ArrayList<>();
      int count = 1 + random.nextInt(2);
      for (int i = 0; i < count; i++) {
        workloads.add(workload(i));
      }
      List<SutSpec> suts = new ArrayList<>();
      suts.add(sut("first", workloads));
      if (random.nextBoolean()) {
        suts.add(sut(name() + " 2", workloads));
      }
      Scenario scenario = scenario();
      BenchmarkDefinition.Builder builder =
          BenchmarkDefinition.builder(name())
              .base(folder)
              .workloads(workloads)
              .suts(suts)
              .matrix(matrix(workloads.get(0)))
              .scenario(scenario)
              .trials(trials())
              .accuracy(accuracy())
              .expectations(expectations())
              .isolation(Isolation.values()[random.nextInt(2)]);
      if (random.nextBoolean()) {
        builder.worker(new WorkerSettings(List.of("-Xmx1g", "-Da=b c"), List.of("HF_TOKEN")));
      }
      if (random.nextBoolean()) {
        builder.models(folder.resolve(random.nextBoolean() ? "models" : "no"));
        builder.output(folder.resolveSibling("results of " + random.nextInt(9)));
      }
      return builder.build();
    }

    private String name() {
      String name = ODD.get(random.nextInt(ODD.size()));
      return name.isBlank() ? "x" + name + "x" : name;
    }

    private Workload workload(int number) throws IOException {
      List<AudioClip> clips = new ArrayList<>();
      int count = random.nextInt(5) == 0 ? 25 : 1 + random.nextInt(4);
      boolean rich = random.nextInt(3) == 0;
      for (int i = 0; i < count; i++) {
        String name = number + "-" + i + (random.nextBoolean() ? " [x] é{1}*.wav" : ".wav");
        Path file = folder.resolve("audio").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[0]);
        AudioClip clip = AudioClip.of(file);
        if (random.nextInt(4) > 0) {
          clip = clip.withReference(random.nextInt(5) == 0 ? "" : name());
        }
        clips.add(rich ? rich(clip) : clip);
      }
      TranscriptionTask task =
          new TranscriptionTask(
              random.nextBoolean() ? Optional.of("no") : Optional.empty(),
              TranscriptionTask.Kind.values()[random.nextInt(2)],
              random.nextBoolean(),
              random.nextBoolean());
      return new Workload(number + name(), clips, task);
    }

    private AudioClip rich(AudioClip clip) {
      boolean part = random.nextBoolean();
      return new AudioClip(
          clip.id() + (part ? "@1.5+2" : ""),
          clip.audio(),
          clip.reference(),
          random.nextBoolean() ? Optional.of("speaker \"1\"") : Optional.empty(),
          random.nextBoolean() ? Optional.of("de") : Optional.empty(),
          part ? OptionalDouble.of(1.5) : OptionalDouble.empty(),
          part ? OptionalDouble.of(2) : OptionalDouble.empty());
    }

    private SutSpec sut(String name, List<Workload> workloads) {
      SutSpec sut =
          SutSpec.of(name, "backend", random.nextBoolean() ? "tiny" : "/models/" + "x.bin")
              .withOption("text", ODD.get(random.nextInt(ODD.size())))
              .withOption("api_key_env", "OPENAI_API_KEY")
              .withOption("flag", random.nextBoolean())
              .withOption("whole", random.nextLong())
              .withOption("number", random.nextGaussian() * Math.pow(10, random.nextInt(20) - 9))
              .withOption("list", List.of(0L, 0.5, "no", List.of("1"), Map.of("null", "~")))
              .withOption("nested", Map.of(name(), name(), "empty", Map.of(), "none", List.of()));
      if (random.nextBoolean()) {
        sut = sut.withComputeType("q5_1").withDevice("cuda:1");
      }
      return random.nextBoolean() ? sut.withWorkloads(List.of(workloads.get(0).name())) : sut;
    }

    private Matrix matrix(Workload workload) {
      if (random.nextBoolean()) {
        return Matrix.NONE;
      }
      Map<String, List<Object>> axes = new LinkedHashMap<>();
      axes.put("options.beam_size", List.of(1L, 5L));
      axes.put("options.odd", List.of("no", "1", 1.5, true));
      axes.put("model", List.of("tiny", "1.5"));
      return new Matrix(
          axes,
          List.of(Map.of("sut", "first", "workload", workload.name(), "options.beam_size", 7L)),
          List.of(Map.of("sut", "first", "options.odd", true)));
    }

    Scenario scenario() {
      Extent extent =
          random.nextBoolean()
              ? Extent.ONE_PASS
              : new Extent(
                  Duration.ofMillis(1500), 17, Optional.of(Duration.ofNanos(2_000_000_001L)));
      LatencyLimit limit = new LatencyLimit(99.9, Duration.ofMillis(1234));
      Optional<PeakSearch> search =
          random.nextBoolean() ? Optional.of(new PeakSearch(0.07, 9)) : Optional.empty();
      OpenLoop loop =
          random.nextBoolean() ? OpenLoop.DEFAULT : new OpenLoop(7, Duration.ofNanos(250_000));
      return switch (random.nextInt(5)) {
        case 0 -> new Scenario.SingleStream(extent);
        case 1 -> new Scenario.MultiStream(1 + random.nextInt(9), extent);
        case 2 ->
            new Scenario.Offline(
                random.nextBoolean() ? OptionalInt.of(4) : OptionalInt.empty(), extent);
        case 3 -> new Scenario.Server(0.3, Optional.of(limit), search, loop, extent);
        default ->
            new Scenario.Streams(
                3,
                limit,
                search,
                loop,
                random.nextBoolean() ? Optional.of(Duration.ofMillis(320)) : Optional.empty(),
                extent);
      };
    }

    private TrialPolicy trials() {
      return new TrialPolicy(
          random.nextInt(3),
          1 + random.nextInt(9),
          random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty(),
          Duration.ofMillis(1 + random.nextInt(1_000_000)),
          random.nextBoolean() ? Optional.of(Duration.ofSeconds(60)) : Optional.empty(),
          random.nextBoolean() ? Optional.of(Duration.ofNanos(1)) : Optional.empty(),
          3 + random.nextInt(9),
          random.nextBoolean() ? Optional.of(Duration.ofSeconds(9)) : Optional.empty(),
          random.nextBoolean() ? Optional.of(new PrecisionTarget(0.07, 30)) : Optional.empty(),
          random.nextBoolean() ? Duration.ofSeconds(2) : Duration.ZERO);
    }

    private AccuracyPolicy accuracy() {
      return random.nextBoolean()
          ? AccuracyPolicy.DEFAULT
          : new AccuracyPolicy(
              Optional.of("basic"), OptionalDouble.empty(), OptionalDouble.empty(), 2.5);
    }

    private Expectations expectations() {
      Expectations expectations = Expectations.NONE;
      if (random.nextBoolean()) {
        expectations =
            expectations
                .withBaseline(random.nextBoolean() ? "010" : folder.resolve("old") + "")
                .withTolerance("rtf", 3.5)
                .withLimit("rtf", Limit.parse("<= 0.1"));
      }
      return expectations;
    }
  }
}
