package io.humhelix.bench.internal.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.Capability;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilityCheckTest {

  private static final TranscriptionTask EVERYTHING =
      new TranscriptionTask(Optional.of("de"), TranscriptionTask.Kind.TRANSLATE, true, true);
  private static final SutSpec SUT =
      SutSpec.of("s", "b", "m").withDevice("cuda:1").withComputeType("fp16");
  private static final Scenario.Streams WHOLE_CLIPS =
      new Scenario.Streams(2, new LatencyLimit(95, Duration.ofSeconds(1)), Extent.ONE_PASS);
  private static final Scenario CHUNKS = WHOLE_CLIPS.withChunk(Duration.ofMillis(200));

  @Test
  void refusesEverythingThatIsNotThereAtOnce() {
    List<Issue> issues =
        CapabilityCheck.of(
            SUT, EVERYTHING, CHUNKS, new Capabilities(Set.of(), Set.of("cpu"), Set.of("float32")));
    assertEquals(
        List.of(
            "device-unsupported",
            "device-index-unsupported",
            "compute-type-unsupported",
            "word-timestamps-unsupported",
            "vad-unsupported",
            "translate-unsupported",
            "language-unsupported",
            "chunks-unsupported"),
        issues.stream().map(Issue::code).toList());
    issues.forEach(issue -> assertFalse(issue.remedy().isEmpty(), issue.code()));
  }

  @Test
  void acceptsWhatIsThereAndKnowsAliases() {
    assertTrue(
        CapabilityCheck.of(
                SUT,
                EVERYTHING,
                CHUNKS,
                new Capabilities(
                    EnumSet.allOf(Capability.class), Set.of("cuda"), Set.of("float16")))
            .isEmpty());
  }

  @Test
  void anEmptySetLeavesTheQuestionToTheBackend() {
    assertTrue(
        CapabilityCheck.of(
                SUT.withDevice("npu").withComputeType("q3_k"),
                TranscriptionTask.DEFAULT,
                WHOLE_CLIPS,
                new Capabilities(Set.of(), Set.of(), Set.of()))
            .isEmpty());
  }

  @Test
  void chunksNeedABackendThatTakesThem() {
    Capabilities whole =
        new Capabilities(
            EnumSet.complementOf(EnumSet.of(Capability.STREAMING_INPUT)), Set.of(), Set.of());
    Capabilities chunks =
        new Capabilities(EnumSet.of(Capability.STREAMING_INPUT), Set.of(), Set.of());
    SutSpec sut = SutSpec.of("s", "b", "m");
    TranscriptionTask task = TranscriptionTask.DEFAULT;
    assertEquals(
        "backend 'b' takes only whole clips, but the scenario sends chunks (chunk_s).",
        CapabilityCheck.of(sut, task, CHUNKS, whole).get(0).message());
    assertEquals(List.of(), CapabilityCheck.of(sut, task, CHUNKS, chunks));
    assertEquals(List.of(), CapabilityCheck.of(sut, task, WHOLE_CLIPS, whole));
  }
}
