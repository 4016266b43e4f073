package io.humhelix.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.internal.plan.RunConfigs;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.FileFingerprint;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.Provenance.AudioFingerprint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Clips in another language, or other parts of their files, are not comparable. */
class ClipConditionsTest {

  private static final AudioClip A = AudioClip.of(Path.of("a.wav"), "a");
  private static final AudioClip B = AudioClip.of(Path.of("b.wav"), "b");
  private static final TranscriptionTask EN = TranscriptionTask.transcribe("en");

  private static Conditions of(String samples, TranscriptionTask task, AudioClip... clips) {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("d")
            .workload(new Workload("w", List.of(clips), task))
            .sut(SutSpec.of("s", "b", "m"))
            .build();
    Provenance provenance =
        new Provenance(
            "1",
            Map.of(),
            Map.of(),
            7,
            List.of(),
            Stream.of(clips)
                .map(
                    clip ->
                        new AudioFingerprint(
                            "w", clip.id(), new FileFingerprint("f", 1, "ff"), 1, samples, "none"))
                .toList());
    return Conditions.of(definition, provenance)
        .with(RunConfigs.expand(definition).get(0), provenance);
  }

  private static List<String> differences(Conditions one, Conditions other) {
    return ConditionDifference.texts(one.differences(other));
  }

  @Test
  void theLanguageOfAClipIsACondition() {
    assertEquals(
        List.of("workload.language.b.wav: de / fr"),
        differences(of("aa", EN, A, B.withLanguage("de")), of("aa", EN, A, B.withLanguage("fr"))));
    assertEquals(
        List.of(
            "workload.language.a.wav: (not stated) / en",
            "workload.language.b.wav: (not stated) / de",
            "workload.language: en / (not stated)"),
        differences(of("aa", EN, A, B), of("aa", EN, A, B.withLanguage("de"))));
  }

  @Test
  void howItIsWrittenDownIsNone() {
    assertEquals(
        List.of(),
        differences(
            of("aa", EN, A, B),
            of("aa", TranscriptionTask.DEFAULT, A.withLanguage("en"), B.withLanguage("en"))));
    assertEquals(
        List.of(),
        differences(
            of("aa", EN, A, B.withLanguage("de")),
            of("aa", TranscriptionTask.transcribe("de"), A.withLanguage("en"), B)));
  }

  /** A part is known by its samples, whatever it is called. */
  @Test
  void anotherPartIsOtherAudio() {
    assertEquals(
        List.of("audio_sha256 of clip 'a.wav'"), differences(of("aa", EN, A), of("bb", EN, A)));
  }
}
