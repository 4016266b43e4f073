package io.humhelix.bench.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.Matrix;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionReaderTest {

  @TempDir Path folder;
  private Written written;

  @BeforeEach
  void files() {
    written = new Written(folder, "a.wav", "audio/2.wav", "audio/1.wav", "audio/10.wav", "m/x.bin");
  }

  static void assertSame(BenchmarkDefinition expected, BenchmarkDefinition actual) {
    assertEquals(expected.name(), actual.name());
    assertEquals(expected.base(), actual.base());
    assertEquals(expected.models(), actual.models());
    assertEquals(expected.workloads(), actual.workloads());
    assertEquals(expected.suts(), actual.suts());
    assertEquals(expected.matrix(), actual.matrix());
    assertEquals(
        List.copyOf(expected.matrix().axes().keySet()),
        List.copyOf(actual.matrix().axes().keySet()));
    assertEquals(expected.scenario(), actual.scenario());
    assertEquals(expected.trials(), actual.trials());
    assertEquals(expected.accuracy(), actual.accuracy());
    assertEquals(expected.isolation(), actual.isolation());
    assertEquals(expected.output(), actual.output());
    assertEquals(RunConfigs.expand(expected), RunConfigs.expand(actual));
  }

  private BenchmarkDefinition everythingInCode() {
    Map<String, List<Object>> axes = new LinkedHashMap<>();
    axes.put("compute_type", List.of("q5_1", "q8_0"));
    axes.put("options.beam_size", List.of(1L, 5L));
    Map<String, Object> include = new LinkedHashMap<>();
    include.put("sut", "tuned");
    include.put("workload", "one");
    include.put("compute_type", "float16");
    Map<String, Object> exclude = new LinkedHashMap<>();
    exclude.put("compute_type", "q8_0");
    exclude.put("options.beam_size", 5L);
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("threads", 4);
    options.put("temperature", 0.2);
    options.put("prompt", "no");
    options.put("suppress_blank", true);
    options.put("temperatures", List.of(0L, 0.5, "x"));
    options.put("more", Map.of("a", "1:30"));
    return BenchmarkDefinition.builder("everything")
        .base(folder)
        .models(folder.resolve("m"))
        .output(folder.resolve("results"))
        .scenario(Scenario.SINGLE_STREAM)
        .isolation(Isolation.IN_PROCESS)
        .workload(
            new Workload(
                "three",
                List.of(
                    AudioClip.of(folder.resolve("audio/1.wav"), "one"),
                    AudioClip.of(folder.resolve("audio/10.wav"), "ten"),
                    AudioClip.of(folder.resolve("audio/2.wav"), "")),
                new TranscriptionTask(
                    Optional.of("no"), TranscriptionTask.Kind.TRANSLATE, true, true)),
            Workload.of("one", AudioClip.of(folder.resolve("a.wav"), "010")))
        .sut(
            new SutSpec(
                "tuned",
                "whisper-jni",
                "tiny.en",
                io.humhelix.bench.model.ComputeType.DEFAULT,
                io.humhelix.bench.model.Device.parse("cuda:1"),
                Options.of(options),
                List.of("three", "one")),
            SutSpec.of("x.bin", "onnxruntime", folder.resolve("m/x.bin").toString()))
        .matrix(new Matrix(axes, List.of(include), List.of(exclude)))
        .trials(
            new TrialPolicy(
                0,
                3,
                OptionalLong.of(-7),
                Duration.ofMillis(1500),
                Optional.of(Duration.ofSeconds(60)),
                Optional.of(Duration.ofMinutes(5))))
        .accuracy(
            AccuracyPolicy.DEFAULT
                .withNormalizer("basic")
                .withMaxWerPercent(12.5)
                .withMaxCerPercent(7.5)
                .withMaxErrorPercent(2))
        .build();
  }

  private static String everything() throws Exception {
    try (var in = DefinitionReaderTest.class.getResourceAsStream("everything.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void readsWhatCodeBuilds() throws Exception {
    assertSame(everythingInCode(), written.read(everything()));
  }

  @Test
  void readsWindowsLineEndsAndAByteOrderMark() throws Exception {
    assertSame(everythingInCode(), written.read("\uFEFF" + everything().replace("\n", "\r\n")));
  }

  @Test
  void readsATextAsItReadsAFile() throws Exception {
    assertSame(
        everythingInCode(),
        DefinitionReader.read(everything(), folder.resolve("memory.yaml"), Overrides.NONE));
  }

  @Test
  void takesTheDefaultsOfTheBuilder() throws Exception {
    BenchmarkDefinition expected =
        BenchmarkDefinition.builder("good")
            .base(folder)
            .workload(Workload.of("w", AudioClip.of(folder.resolve("a.wav"))))
            .sut(SutSpec.of("s", "whisper-jni", "tiny.en"))
            .build();
    assertSame(expected, written.read(Written.GOOD));
    assertSame(expected, DefinitionReader.read(folder.resolve(Written.FILE)));
  }

  @Test
  void derivesNamesOfSystemsFromWhatTellsThemApart() throws Exception {
    BenchmarkDefinition definition =
        written.read(
            """
            name: names
            workloads: [{name: w, files: a.wav}]
            suts:
              - {backend: b, model: tiny}
              - {backend: b, model: tiny, compute_type: q5_1}
              - {backend: b, model: tiny, compute_type: q5_1, options: {beam_size: 5}}
              - {backend: c, model: ./m/x.bin}
              - {backend: b, model: tiny, name: tiny}
              - {backend: c, model: ./m/x.bin}
            """
                .replace("files: a.wav", "files: [a.wav]"));
    assertEquals(
        List.of("tiny #2", "tiny q5_1", "tiny q5_1 beam_size=5", "x.bin", "tiny", "x.bin #2"),
        definition.suts().stream().map(SutSpec::name).toList());
    assertEquals(folder.resolve("m/x.bin").toString(), definition.suts().get(3).model());
  }

  @Test
  void reportsAllProblemsAtOnceWithTheirPlaces() {
    List<String> problems =
        written.problems(
            """
            name: ""
            modles: ../models
            report: old.yaml
            scenario: ofline
            workloads:
              - name: one
                files: [missing.wav, a.wav]
                task: trancribe
                language: English
              - name: one
                files: [a.wav]
                vad_filter: yes
            suts:
              - name: same
                backend: whisper-jni
                beam_sise: 5
                device: cuda:x
              - name: same
                backend: whisper-jni
                model: tiny
                workloads: [on]
            matrix:
              compute_typ: [q5_1]
              exclude:
                - {sut: sane}
            trials:
              count: 0
              warmup: 010
              load_timeout_s: 1:30
              cooldown_s: 0
            accuracy:
              normalizer: englisch
            """);
    assertEquals(
        List.of(
            "bench.yaml:1:7: name: found a blank text; allowed: what is measured, for people",
            "bench.yaml:2:1: modles: unknown key; allowed: name, models, workloads, suts, matrix,"
                + " scenario, trials, accuracy, baseline, tolerances, limits, output, isolation,"
                + " worker_jvm_args, worker_env; did you mean models?",
            "bench.yaml:3:1: report: this key comes with a later version; allowed: name, models,"
                + " workloads, suts, matrix, scenario, trials, accuracy, baseline, tolerances,"
                + " limits, output, isolation, worker_jvm_args, worker_env; remove it",
            "bench.yaml:4:11: scenario: found 'ofline'; allowed: single-stream, multi-stream,"
                + " offline, server, streams; did you mean offline?",
            "bench.yaml:7:13: workloads[0].files: there is no file missing.wav; allowed: audio"
                + " files, relative to .; correct the path",
            "bench.yaml:8:11: workloads[0].task: found 'trancribe'; allowed: transcribe, translate;"
                + " did you mean transcribe?",
            "bench.yaml:9:15: workloads[0].language: found 'English'; allowed: a language code of"
                + " two or three lower-case letters, such as en; write the ISO 639-1 code",
            "bench.yaml:10:11: workloads[1].name: 'one' is already the name in line 6;"
                + " allowed: each name once; choose another",
            "bench.yaml:12:17: workloads[1].vad_filter: found 'yes'; allowed: true or false; write"
                + " true",
            "bench.yaml:14:5: suts[0].model: the key is missing; allowed: a model's name or path;"
                + " add it",
            "bench.yaml:16:5: suts[0].beam_sise: unknown key; allowed: name, backend, model,"
                + " compute_type, device, options, workloads; write options of the backend under"
                + " options:",
            "bench.yaml:17:13: suts[0].device: found 'cuda:x'; allowed: cpu, cuda, cuda:1 and the"
                + " like",
            "bench.yaml:18:11: suts[1].name: 'same' is already the name in line 14; allowed:"
                + " each name once; choose another",
            "bench.yaml:21:17: suts[1].workloads: no workload is called 'on'; allowed: one; did you"
                + " mean one?",
            "bench.yaml:23:3: matrix.compute_typ: unknown key; allowed: backend, model,"
                + " compute_type, device, options.NAME, include, exclude; did you mean"
                + " compute_type?",
            "bench.yaml:25:13: matrix.exclude[0].sut: no system under test is called 'sane';"
                + " allowed: same; did you mean same?",
            "bench.yaml:27:10: trials.count: found '0'; allowed: a whole number from 1 to 100000",
            "bench.yaml:28:11: trials.warmup: found '010'; allowed: a whole number from 0 to"
                + " 100000; a leading zero makes it octal for some YAML readers: remove the zero",
            "bench.yaml:29:19: trials.load_timeout_s: found '1:30'; allowed: a number above 0 and"
                + " up to 604800; some YAML readers read this as base 60: write one number",
            "bench.yaml:30:15: trials.cooldown_s: found '0'; allowed: a number above 0 and up to"
                + " 604800",
            "bench.yaml:32:15: accuracy.normalizer: found 'englisch'; allowed: basic,"
                + " basic_no_diacritics, english, multilingual, multilingual_turkic, none; did you"
                + " mean english?"),
        problems);
  }

  @Test
  void saysWhatIsWrongWithTheFileAsAWhole() throws Exception {
    assertEquals(
        List.of(
            "bench.yaml:1:1: the file is empty; allowed: a definition; write name, workloads"
                + " and suts"),
        written.problems("# nothing\n"));
    assertEquals(
        List.of(
            "bench.yaml:1:1: found a list; allowed: a map with the keys name, models, workloads,"
                + " suts, matrix, scenario, trials, accuracy, baseline, tolerances, limits, output,"
                + " isolation, worker_jvm_args, worker_env"),
        written.problems("- a\n"));
    assertEquals(
        List.of(
            "bench.yaml:1:1: workloads: the key is missing; allowed: a list of maps with name and"
                + " files or manifest; add one",
            "bench.yaml:1:1: suts: the key is missing; allowed: a list of maps with backend and"
                + " model; add one"),
        written.problems("name: x\n"));
    assertTrue(
        message(folder.resolve("absent.yaml"))
            .endsWith(
                "absent.yaml: there is no such file; allowed: the definition file; check the"
                    + " path"));
    assertTrue(message(folder.resolve("audio")).contains("it is a folder"));
    Files.write(folder.resolve("utf16.yaml"), "name: x".getBytes(StandardCharsets.UTF_16));
    assertTrue(message(folder.resolve("utf16.yaml")).contains("byte 3 is zero"));
    Files.write(
        folder.resolve("latin.yaml"), "a: 1\nb: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(
        message(folder.resolve("latin.yaml"))
            .endsWith(
                "latin.yaml:2:4: the byte 0xE9 is not UTF-8; allowed: text in UTF-8; save it"
                    + " as UTF-8"));
    Files.write(folder.resolve("large.yaml"), new byte[(1 << 20) + 1]);
    assertTrue(message(folder.resolve("large.yaml")).contains("larger than 1 MiB"));
    assertEquals(
        List.of(
            "bench.yaml:2:4: the character U+0007; allowed: printable text; remove it, or write"
                + " it in double quotes as \\u0007"),
        written.problems("a: 1\nb: \u0007\n"));
  }

  private static String message(Path file) {
    return assertThrows(
            DefinitionException.class, () -> DefinitionReader.read(file, Overrides.NONE))
        .getMessage();
  }

  @Test
  void everyKeyAndValueOfALaterVersionSaysSo() {
    for (Level level : List.of(Level.TOP, Level.TRIALS)) {
      for (String key : level.later()) {
        String yaml =
            level == Level.TOP
                ? Written.GOOD + key + ": {a: 1}\n"
                : Written.GOOD + "trials: {" + key + ": 1}\n";
        List<String> problems = written.problems(yaml);
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains("comes with a later version"), problems.get(0));
      }
    }
  }

  @Test
  void findsMatrixProblemsThatNeedTheExpansionAtTheirPlaces() {
    assertEquals(
        List.of(
            "bench.yaml:12:7: matrix.exclude[0]: {device=cuda} excludes nothing; allowed: keys"
                + " and values that at least one combination has; remove it, or correct a value",
            "bench.yaml:14:7: matrix.include[0]: it adds 's q5_1', which is already in the plan;"
                + " allowed: combinations that the axes do not produce; remove it, or change a value"),
        written.problems(
            Written.GOOD
                + """
                matrix:
                  compute_type: [q5_1, q8_0]
                  exclude:
                    - {device: cuda}
                  include:
                    - compute_type: q5_1
                """));
    assertEquals(
        List.of(
            "bench.yaml:10:3: matrix: 1 system × 101 options.a × 101 options.b × 1 workload make"
                + " more than 10000 run configs; allowed: at most 10000; shorten an axis, or split"
                + " the definition"),
        written.problems(
            Written.GOOD + "matrix:\n  options.a: " + many() + "\n  options.b: " + many()));
  }

  private static List<Integer> many() {
    return java.util.stream.IntStream.range(0, 101).boxed().toList();
  }

  @Test
  void tellsWrongTypesInTheMatrix() {
    assertEquals(
        List.of(
            "bench.yaml:10:11: matrix.device: found 'cpu'; allowed: a list of values, as in [1, 5]",
            "bench.yaml:11:21: matrix.compute_type[1]: found no value; allowed: a text",
            "bench.yaml:12:10: matrix.model: found an empty list; allowed: a list of values,"
                + " as in [1, 5]; add an element, or leave the key out",
            "bench.yaml:14:7: matrix.exclude[0]: found 'cpu'; allowed: a map such as {device: cuda,"
                + " compute_type: int8}",
            "bench.yaml:15:16: matrix.exclude[1].device: found 'c p'; allowed: cpu, cuda, cuda:1"
                + " and the like"),
        written.problems(
            Written.GOOD
                + """
                matrix:
                  device: cpu
                  compute_type: [x, ~]
                  model: []
                  exclude:
                    - cpu
                    - {device: c p}
                """));
  }
}
