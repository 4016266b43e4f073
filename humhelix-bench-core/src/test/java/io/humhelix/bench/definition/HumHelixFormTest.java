package io.humhelix.bench.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HumHelixFormTest {

  @TempDir Path folder;
  private Written written;

  @BeforeEach
  void files() {
    written = new Written(folder, "30s.wav", "5s.wav", "sub/30s.wav");
  }

  static String eightEntries() throws Exception {
    try (var in = HumHelixFormTest.class.getResourceAsStream("hum-helix.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void readsTheEightEntriesAsCodeBuildsThem() throws Exception {
    AudioClip clip = AudioClip.of(folder.resolve("30s.wav"));
    BenchmarkDefinition.Builder expected =
        BenchmarkDefinition.builder("benchmark.config")
            .base(folder)
            .models(Path.of("/models"))
            .workload(
                Workload.of("30s.wav", clip),
                new Workload("30s.wav +en", List.of(clip), TranscriptionTask.transcribe("en")));
    for (String model :
        List.of("tiny", "tiny.en", "base", "base.en", "small", "small.en", "medium", "medium.en")) {
      expected.sut(
          SutSpec.of(model, "faster-whisper", model)
              .withComputeType("float16")
              .withDevice("cuda")
              .withOption("beam_size", 1)
              .withWorkloads(List.of(model.endsWith(".en") ? "30s.wav +en" : "30s.wav")));
    }
    Path file = folder.resolve("benchmark.config.yaml");
    Files.writeString(file, eightEntries());
    DefinitionReaderTest.assertSame(expected.build(), DefinitionReader.read(file, Overrides.NONE));
    assertEquals(8, RunConfigs.expand(DefinitionReader.read(file)).size());
  }

  @Test
  void overridesMakeItRunElsewhere(@TempDir Path audio, @TempDir Path models) throws Exception {
    new Written(audio, "30s.wav")
        .put(
            "manifest.jsonl",
            """
            {"audio_filepath": "elsewhere.wav", "text": "not needed"}
            {"audio_filepath": "30s.wav", "duration": 30.0, "text": "what is said", "speaker": "x"}
            """);
    BenchmarkDefinition definition =
        written.read(
            eightEntries(),
            Overrides.builder()
                .backend("whisper-jni")
                .device("cpu")
                .computeType("q5_1")
                .workloads(audio)
                .models(models)
                .output(folder.resolve("out"))
                .trials(2)
                .warmUpTrials(0)
                .set(Overrides.parseSet("tiny.en.threads=2"))
                .set("*", "beam_size", "5")
                .build());
    SutSpec sut = definition.suts().get(1);
    assertEquals(
        SutSpec.of("tiny.en", "whisper-jni", "tiny.en")
            .withComputeType("q5_1")
            .withOption("beam_size", 5)
            .withOption("threads", 2)
            .withWorkloads(List.of("30s.wav +en")),
        sut);
    assertEquals(
        AudioClip.of(audio.resolve("30s.wav"), "what is said")
            .withSpeaker("x")
            .withDeclaredSeconds(30),
        definition.workloads().get(0).clips().get(0));
    assertEquals(Optional.of(models), definition.models());
    assertEquals(Optional.of(folder.resolve("out")), definition.output());
    assertEquals(2, definition.trials().measuredTrials());
    assertEquals(0, definition.trials().warmUpTrials());
    assertEquals(
        Optional.empty(), definition.suts().get(0).options().get("threads"), "another system");
  }

  @Test
  void aModelThatIsAPathGoesByItsLastPart() throws Exception {
    String twice =
        """
        benchmarks:
          - {model: /opt/a/%s, audio_file: 5s.wav}
          - {model: /opt/b/%s, audio_file: 5s.wav}
        """;
    assertEquals(
        List.of("tiny", "base"),
        written.read(twice.formatted("tiny", "base")).suts().stream().map(SutSpec::name).toList());
    assertEquals(
        List.of("tiny /opt/a/tiny", "tiny /opt/b/tiny"),
        written.read(twice.formatted("tiny", "tiny")).suts().stream().map(SutSpec::name).toList());
  }

  @Test
  void entriesOfOneSystemShareItAndOthersAreToldApart() throws Exception {
    BenchmarkDefinition definition =
        written.read(
            """
            benchmarks:
              - {model: tiny, audio_file: 30s.wav, beam_size: 1}
              - {model: tiny, audio_file: 5s.wav, beam_size: 1}
              - {model: tiny, audio_file: 5s.wav, beam_size: 1, vad_filter: True}
              - {model: tiny, audio_file: 5s.wav, beam_size: 5, word_timestamps: true}
              - {model: tiny, audio_file: 5s.wav, beam_size: 5, device: cuda, compute_type: int8}
              - {model: tiny, audio_file: 5s.wav, beam_size: 1}
              - {model: base, audio_file: sub/30s.wav, backend: whisper-jni}
              - {model: base.en, audio_file: 5s.wav}
            """);
    String root = folder.getFileName().toString();
    assertEquals(
        List.of(
            "tiny default cpu beam_size=1 / " + root + "/30s.wav",
            "tiny default cpu beam_size=1 / 5s.wav",
            "tiny default cpu beam_size=1 / 5s.wav +vad",
            "tiny default cpu beam_size=5 / 5s.wav +words",
            "tiny int8 cuda beam_size=5 / 5s.wav",
            "tiny default cpu beam_size=1 #2 / 5s.wav",
            "base / sub/30s.wav",
            "base.en / 5s.wav +en"),
        RunConfigs.expand(definition).stream().map(RunConfig::label).toList());
    assertEquals(Optional.empty(), definition.models());
    assertEquals("whisper-jni", definition.suts().get(4).backend());
  }

  @Test
  void reportsAllProblemsOfEntries() {
    assertEquals(
        List.of(
            "bench.yaml:1:1: name: unknown key; allowed: download_root, benchmarks; remove it",
            "bench.yaml:3:5: benchmarks[0].audio_file: the key is missing; allowed: an audio file,"
                + " such as 30s.wav; add it",
            "bench.yaml:3:19: benchmarks[0].beam_sise: unknown key; allowed: model, compute_type,"
                + " device, beam_size, vad_filter, word_timestamps, audio_file, backend; did you"
                + " mean beam_size?",
            "bench.yaml:4:31: audio_file: there is no file 'gone.wav' in . (2 entries name it);"
                + " allowed: files of the workloads folder, by default the folder of this file; put"
                + " it there, or name another workloads folder (--workloads"
                + " DIR)",
            "bench.yaml:6:12: benchmarks[3].model: found no value; allowed: a model's name, such as"
                + " tiny.en; write one, or leave the key out",
            "bench.yaml:7:16: benchmarks[3].device: found 'a b'; allowed: cpu, cuda, cuda:1 and the"
                + " like",
            "bench.yaml:8:17: benchmarks[3].beam_size: found '0'; allowed: a whole number from 1 to"
                + " 1000",
            "bench.yaml:9:17: benchmarks[3].vad_filter: found 'no'; allowed: true or false; write"
                + " false"),
        written.problems(
            """
            name: x
            benchmarks:
              - {model: tiny, beam_sise: 1}
              - {model: tiny, audio_file: gone.wav}
              - {model: base, audio_file: gone.wav}
              - model: ~
                device:    a b
                beam_size:  0
                vad_filter: no
                audio_file: 30s.wav
            """));
    assertEquals(
        List.of(
            "bench.yaml:1:13: benchmarks: found an empty list; allowed: a list of maps with model"
                + " and audio_file; add an element, or leave the key out"),
        written.problems("benchmarks: []"));
  }

  @Test
  void audioWhereHumHelixKeptItIsNamed() {
    written.put("configs/workloads/within.wav", "").put("workloads/beside.wav", "");
    Path beside = folder.resolve("workloads");
    List<String> problems =
        new Written(folder.resolve("configs"))
            .problems(
                """
                benchmarks:
                  - {model: tiny, audio_file: within.wav}
                  - {model: tiny, audio_file: beside.wav}
                """);
    assertEquals(2, problems.size());
    assertTrue(
        problems.get(0).endsWith("; it is in workloads: add --workloads workloads"),
        problems.get(0));
    assertTrue(
        problems.get(1).endsWith("; it is in " + beside + ": add --workloads " + beside),
        problems.get(1));
    assertTrue(
        new Written(folder.resolve("configs"))
            .problems(
                "benchmarks: [{model: tiny, audio_file: beside.wav}]",
                Overrides.builder().workloads(folder.resolve("sub")).build())
            .get(0)
            .endsWith("; put it there, or name another workloads folder (--workloads DIR)"));
  }

  @Test
  void aBrokenManifestBesideTheAudioIsReported() {
    written.put("manifest.jsonl", "{\"audio_filepath\": 5}\n");
    List<String> problems = written.problems("benchmarks: [{model: tiny, audio_file: 30s.wav}]");
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).startsWith("manifest.jsonl:1:20: audio_filepath"), problems.get(0));
  }
}
