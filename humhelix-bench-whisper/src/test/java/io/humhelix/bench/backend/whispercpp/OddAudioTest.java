package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.ForkedJvm;
import io.humhelix.bench.backend.whisper.TestData;
import io.humhelix.bench.backend.whispercpp.library.ContextSettings;
import io.humhelix.bench.backend.whispercpp.library.FullParams;
import io.humhelix.bench.backend.whispercpp.library.WhisperLibrary;
import io.humhelix.bench.backend.whispercpp.library.WhisperModel;
import io.humhelix.bench.backend.whispercpp.library.WhisperState;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audio that no one speaks gives a transcript or a failure of the call, and no crash. */
@Tag("slow")
class OddAudioTest {

  private static final float[] SPEECH = TestData.samples(TestData.fiveSeconds());

  private static final boolean FULL = Boolean.getBoolean("humhelix.test.full");

  @TempDir Path folder;

  @Test
  void theShortestClipIsTheOneWithWhichTheEngineDoesAnyWork() throws Exception {
    try (Sut sut = Cpp.open(CppData.quick(NativeBuilds.cpuLibrary()))) {
      for (int length : new int[] {0, 1, 200, ShortAudio.FEWEST_SAMPLES - 1}) {
        SutException refusal =
            assertThrows(
                SutException.class, () -> CppData.text(sut, Arrays.copyOf(SPEECH, length)));
        assertEquals(FailureKind.AUDIO, refusal.kind());
        assertTrue(refusal.getMessage().contains("0.1125 s"), refusal::toString);
      }
      float[] shortest = Arrays.copyOf(SPEECH, ShortAudio.FEWEST_SAMPLES);
      assertTrue(
          encodeNanos(sut.transcribe(TestData.call(shortest), TestData.unwatched()).phases()) > 0);
      assertTrue(CppData.text(sut, SPEECH).contains("selfish"));
    }
  }

  /** The engine itself, without this backend's check. */
  @Test
  void withOneSampleLessTheEngineDoesNone() throws Exception {
    WhisperLibrary library =
        WhisperLibrary.load(LibraryFile.of(CppData.quick(NativeBuilds.cpuLibrary()).options()));
    try (WhisperModel model =
        library.open(TestData.MODEL, ContextSettings.ON_CPU).model().orElseThrow()) {
      WhisperState state = model.states().get(0);
      FullParams params = library.fullParams(false).set("audio_ctx", 300).set("n_threads", 1);
      assertEquals(0, state.run(params, new float[ShortAudio.FEWEST_SAMPLES - 1], () -> {}));
      assertEquals(
          0, encodeNanos(EngineTimes.phases(library.log().during(state::printTimings), 0)));
      assertEquals(0, state.run(params, new float[ShortAudio.FEWEST_SAMPLES], () -> {}));
      assertTrue(encodeNanos(EngineTimes.phases(library.log().during(state::printTimings), 0)) > 0);
    }
  }

  @Test
  void nothingCrashesTheEngine() throws Exception {
    ForkedJvm child =
        ForkedJvm.run(
            folder,
            NativeChecks.OddAudio.class,
            List.of(),
            List.of(NativeBuilds.cpuLibrary().toString(), FULL ? "300" : "60"));
    assertEquals(0, child.exitCode(), child.err());
    List<String> found = Files.readAllLines(folder.resolve(CppData.FOUND));
    assertEquals(6, found.size(), found::toString);
    assertTrue(found.get(5).contains("selfish"), "the next call is right: " + found);
  }

  private static long encodeNanos(List<Phase> phases) {
    return phases.stream()
        .filter(phase -> phase.name().equals("encode"))
        .mapToLong(Phase::nanos)
        .sum();
  }
}
