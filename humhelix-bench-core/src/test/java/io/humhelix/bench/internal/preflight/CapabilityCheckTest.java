package io.humhelix.bench.internal.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.Capability;
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

  @Test
  void refusesEverythingThatIsNotThereAtOnce() {
    List<Issue> issues =
        CapabilityCheck.of(
            SUT, EVERYTHING, new Capabilities(Set.of(), Set.of("cpu"), Set.of("float32")));
    assertEquals(
        List.of(
            "device-unsupported",
            "device-index-unsupported",
            "compute-type-unsupported",
            "word-timestamps-unsupported",
            "vad-unsupported",
            "translate-unsupported",
            "language-unsupported"),
        issues.stream().map(Issue::code).toList());
    issues.forEach(issue -> assertFalse(issue.remedy().isEmpty(), issue.code()));
  }

  @Test
  void acceptsWhatIsThereAndKnowsAliases() {
    assertTrue(
        CapabilityCheck.of(
                SUT,
                EVERYTHING,
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
                new Capabilities(Set.of(), Set.of(), Set.of()))
            .isEmpty());
  }
}
