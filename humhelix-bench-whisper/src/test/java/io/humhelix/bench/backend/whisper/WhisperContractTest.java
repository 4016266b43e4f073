package io.humhelix.bench.backend.whisper;

import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.testkit.SutContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The contract of the SPI, with the real engine on real speech. */
@Tag("slow")
class WhisperContractTest {

  @TestFactory
  Stream<DynamicTest> keepsTheContract() {
    return SutContract.of(WhisperJniProvider::new)
        .model("tiny.en")
        .models(TestData.MODELS)
        .computeType("q5_1")
        .task(TranscriptionTask.transcribe("en"))
        .option("threads", 1)
        .option("audio_context", 300)
        .option("temperature_increment", 0)
        .speech(TestData.fiveSeconds())
        .tests();
  }
}
