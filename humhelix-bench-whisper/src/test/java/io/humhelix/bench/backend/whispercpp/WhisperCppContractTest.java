package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.whisper.TestData;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.testkit.SutContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The contract of the SPI, with a real libwhisper on real speech. */
@Tag("slow")
class WhisperCppContractTest {

  @TestFactory
  Stream<DynamicTest> keepsTheContract() {
    return SutContract.of(WhisperCppProvider::new)
        .model("tiny.en")
        .models(TestData.MODELS)
        .computeType("q5_1")
        .task(TranscriptionTask.transcribe("en"))
        .option("library", NativeBuilds.cpuLibrary().toString())
        .option("threads", 1)
        .option("states", 2)
        .option("audio_context", 300)
        .option("temperature_increment", 0)
        .speech(TestData.fiveSeconds())
        .tests();
  }
}
