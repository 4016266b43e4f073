package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.accuracy.Normalizers;
import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.spi.Capability;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code score} makes of texts is what a run makes of them. */
class ScoreAsRunTest {

  @TempDir private Path folder;
  private final List<AudioClip> clips = new ArrayList<>();
  private final Map<String, String> heard = new HashMap<>();
  private final StringBuilder manifest = new StringBuilder();

  private void clip(String language, String reference, String hypothesis) throws Exception {
    Path file = TestClips.wav(folder.resolve("c" + clips.size() + ".wav"), 0.1, 0.5);
    AudioClip clip = AudioClip.of(file, reference);
    clips.add(language.isEmpty() ? clip : clip.withLanguage(language));
    heard.put(clip.id(), hypothesis);
    manifest.append(
        JsonText.text(
                JsonText.object()
                    .put("text", reference)
                    .put("pred_text", hypothesis)
                    .put("lang", language))
            .replace("\n", " "));
    manifest.append('\n');
  }

  private RunConfigResult run(TranscriptionTask task, AccuracyPolicy accuracy) throws Exception {
    FakeProvider fake = new FakeProvider();
    fake.features = EnumSet.of(Capability.LANGUAGE);
    fake.call = (number, request, progress) -> FakeProvider.says(heard.get(request.clipId()));
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("same")
            .workload(new Workload("w", clips, task))
            .sut(SutSpec.of("sut", "fake", "model"))
            .accuracy(accuracy)
            .trials(TrialPolicy.DEFAULT.withCounts(0, 1))
            .isolation(Isolation.IN_PROCESS)
            .build();
    return Harness.builder().discovery(false).provider(fake).run(definition).runConfigs().get(0);
  }

  private void assertSame(RunConfigResult run, String... arguments) throws Exception {
    Path file = Files.writeString(folder.resolve("m.jsonl"), manifest);
    Program program = new Program();
    List<Object> all = new ArrayList<>(List.of("score", "--json", file));
    all.addAll(List.of(arguments));
    assertEquals(0, program.run(all.toArray()), program.err());
    JsonNode score = JsonText.read(program.out());
    var trial = run.validTrials().get(0);
    assertEquals(
        trial.metric(Metrics.WER_PERCENT).orElseThrow(), score.get("wer_percent").doubleValue());
    assertEquals(
        trial.metric(Metrics.CER_PERCENT).orElseThrow(), score.get("cer_percent").doubleValue());
    for (int i = 0; i < clips.size(); i++) {
      String id = clips.get(i).id();
      ClipResult result =
          trial.clips().stream().filter(c -> c.clipId().equals(id)).findFirst().orElseThrow();
      ClipScore own = result.score().orElseThrow();
      JsonNode line = score.get("lines").get(i);
      assertEquals(own.reference(), line.get("text").asText());
      assertEquals(own.hypothesis(), line.get("pred_text").asText());
      assertEquals(own.normalizer(), line.get("normalizer").asText());
      assertEquals(own.words().errors(), errors(line.get("words")));
      assertEquals(own.characters().errors(), errors(line.get("characters")));
    }
  }

  private static long errors(JsonNode counts) {
    return counts.get("substitutions").asLong()
        + counts.get("deletions").asLong()
        + counts.get("insertions").asLong();
  }

  @Test
  void eachClipInItsOwnLanguage() throws Exception {
    try (InputStream in = Normalizers.class.getResourceAsStream("jiwer-cases.jsonl")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        JsonNode one = JsonText.read(line);
        clip(one.get("language").asText(), one.get("ref").asText(), one.get("hyp").asText());
      }
    }
    clip("en", "The colour, uh, of two cats!", "the color of 2 cats");
    clip("hi", "", "कुछ");
    assertSame(run(TranscriptionTask.DEFAULT, AccuracyPolicy.DEFAULT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "hi", "zh", "tr"})
  void allInOneLanguage(String language) throws Exception {
    clip("", "İstanbul'da 2 colours (yes)", "Istanbul da two colors yes");
    clip("", "今天，天气 वह गया", "今天天气 वह गयी");
    assertSame(
        run(TranscriptionTask.transcribe(language), AccuracyPolicy.DEFAULT),
        "--language",
        language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "basic", "multilingual"})
  void allByOneNormalizer(String id) throws Exception {
    clip("en", "Good Morning!", "good morning");
    clip("hi", "वह गया", "वह गयी");
    assertSame(
        run(TranscriptionTask.DEFAULT, AccuracyPolicy.DEFAULT.withNormalizer(id)),
        "--normalizer",
        id);
  }
}
