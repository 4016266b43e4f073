package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.humhelix.bench.MadeUpTrials;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Loaders that know nothing of us read the same values. */
class PlainLoaderTest {

  private static final String DUMP =
      "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1],"
          + " encoding='utf-8'))))";

  @TempDir Path folder;

  @Test
  void pyYamlReadsEveryRecordWithTheSameValues() throws Exception {
    Path file = Samples.writeAll(folder);

    JsonNode loaded = Python.json(folder, List.of("yaml"), DUMP, file.toString());

    assertSameValues(loaded, RecordReader.read(file));
  }

  @Test
  void snakeYamlAndJacksonYamlReadEveryRecordWithTheSameValues() throws Exception {
    Path file = Samples.writeAll(folder);
    ResultsFile ours = RecordReader.read(file);

    assertSameValues(new YAMLMapper().readTree(file.toFile()), ours);
    try (var reader = Files.newBufferedReader(file)) {
      Object plain = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      assertSameValues(Json.MAPPER.valueToTree(plain), ours);
    }
  }

  @Test
  void dashboardGroupsAndAveragesValidTrialsAlone() throws Exception {
    Map<String, List<TrialValues>> groups = writeManyTrials();

    Map<String, List<Double>> means = Dashboard.means(folder);

    assertEquals(groups.size(), means.size());
    groups.forEach(
        (key, values) -> {
          List<Double> mean = means.get(key);
          assertEquals(mean(values, 0), mean.get(0), 1e-12, key);
          assertEquals(mean(values, 1), mean.get(1), 1e-12, key);
          assertEquals(mean(values, 2), mean.get(2), 1e-12, key);
          assertEquals(mean(values, 3), mean.get(3), 1e-12, key);
        });
  }

  /** Two systems with one model on the same audio; the lines are those of the page. */
  @Test
  void theLinesOfThePageHaveARowForEachSystem() throws Exception {
    new MadeUpRun(1).system("whisper.cpp", 1).system("onnx", 3).store(folder);
    String page = Files.readString(Path.of("src/site/markdown/results-file.md"));
    int from = page.indexOf("import glob");
    String script =
        page.substring(from, page.indexOf("```", from))
                .replace("examples/results/", folder + "/")
                .replace("print(table", "means = (table")
            + "import json\nprint(json.dumps([k[0] for k in means.index]))";
    JsonNode rows = Python.json(folder, List.of("yaml", "pandas"), script);
    assertEquals("[\"onnx / speech\",\"whisper.cpp / speech\"]", rows.toString());
  }

  private static double mean(List<TrialValues> values, int which) {
    return values.stream()
        .mapToDouble(
            v ->
                switch (which) {
                  case 0 -> v.totalTranscriptionTime();
                  case 1 -> v.inferenceTime();
                  case 2 -> v.transcriptionTime();
                  default -> v.rtf();
                })
        .average()
        .orElseThrow();
  }

  private Map<String, List<TrialValues>> writeManyTrials() throws Exception {
    Samples.writeAll(folder);
    String id = "e".repeat(32);
    RunHeader header =
        new RunHeader(id, Samples.START, Samples.definition(), Samples.provenance(1));
    try (RunWriter writer = RunWriter.create(folder, header)) {
      long time = 1;
      for (String model : List.of("tiny.en", "base.en", "1e5", "no")) {
        TrialContext context =
            new TrialContext(
                Samples.config(model, "30s.wav", "5s.wav"), Optional.empty(), "english-1");
        for (TrialKind kind : TrialKind.values()) {
          for (TrialStatus status : TrialStatus.values()) {
            time = time * 31 % 1_000_003;
            ClipResult clip =
                MadeUpTrials.clip(
                    "30s.wav",
                    0,
                    30.1,
                    0,
                    time * 991,
                    time * 7001,
                    OptionalLong.empty(),
                    Transcript.ofText("x"),
                    Optional.empty());
            writer.append(context, Samples.trial(kind, 1, status, clip));
            writer.append(context, Samples.trial(kind, 2, status, clip, clip));
          }
        }
        writer.appendRunConfig(Samples.refused(), List.of());
      }
    }
    return RecordReader.read(folder).validTrials().stream()
        .collect(
            Collectors.groupingBy(
                v -> String.join("|", v.model(), v.device(), "" + v.beamSize(), v.audioFile()),
                TreeMap::new,
                Collectors.toList()));
  }

  @Test
  void hostileTextsComeBackExactly() throws Exception {
    List<String> texts = HostileTexts.all();
    Path file;
    try (RunWriter writer = RunWriter.create(folder, Samples.header())) {
      int number = 0;
      for (String text : texts) {
        TrialResult trial = Samples.valid(++number, text);
        writer.append(Samples.context(), trial);
      }
      file = writer.file();
    }
    ResultsFile ours = RecordReader.read(file);

    assertEquals(texts, ours.validTrials().stream().map(TrialValues::transcription).toList());
    for (int i = 0; i < texts.size(); i++) {
      assertEquals(texts.get(i), ReadBack.trial(ours.records().get(i + 1)).clips().get(0).text());
    }
    assertSameValues(new YAMLMapper().readTree(file.toFile()), ours);
    assertSameValues(Python.json(folder, List.of("yaml"), DUMP, file.toString()), ours);
  }

  @Test
  void textOfOneMebibyteComesBackExactly() throws Exception {
    List<String> texts = HostileTexts.all();
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < 1 << 20; i++) {
      text.append(texts.get(i % texts.size()));
    }
    ClipResult clip = Samples.clip("5s.wav", 0, text.toString());
    try (RunWriter writer = RunWriter.create(folder, Samples.header())) {
      writer.append(Samples.context(), Samples.trial(TrialKind.WARM_UP, 1, TrialStatus.OK, clip));

      ResultsFile read = RecordReader.read(writer.file());

      assertEquals(List.of(clip), ReadBack.trial(read.records().get(1)).clips());
    }
  }

  private static void assertSameValues(JsonNode loaded, ResultsFile ours) {
    assertTrue(loaded instanceof ArrayNode);
    assertEquals(List.of(), ours.damages());
    assertEquals(ours.records().size(), loaded.size());
    assertFalse(loaded.isEmpty());
    for (int i = 0; i < loaded.size(); i++) {
      JsonNode expected = ours.records().get(i).tree();
      assertTrue(expected.equals(PlainLoaderTest::compare, loaded.get(i)), "record " + i);
    }
  }

  /** A whole number may come as int or long; everything else is equal in type and value. */
  private static int compare(JsonNode a, JsonNode b) {
    boolean same =
        a.isIntegralNumber() && b.isIntegralNumber()
            ? a.bigIntegerValue().equals(b.bigIntegerValue())
            : a.equals(b);
    return same ? 0 : 1;
  }
}
