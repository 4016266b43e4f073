package io.humhelix.bench.backend.ggml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class NativeLogTest {

  @Test
  void joinsPiecesToLinesAndDropsEmptyOnes() {
    NativeLog log = new NativeLog("test.native");
    log.startRecording();
    log.accept("\n\nfirst ");
    log.accept("line\nsecond");
    log.accept(" line\n");
    log.accept("unfinished");
    assertEquals(List.of("first line", "second line", "unfinished"), log.stopRecording());
  }

  @Test
  void keepsNothingUnlessRecording() {
    NativeLog log = new NativeLog("test.native");
    log.accept("before\n");
    log.startRecording();
    log.accept("within\n");
    assertEquals(List.of("within"), log.stopRecording());
    log.accept("after\n");
    assertEquals(List.of(), log.stopRecording());
  }

  @Test
  void endsLinesThatNeverEnd() {
    NativeLog log = new NativeLog("test.native");
    log.startRecording();
    log.accept("x".repeat(10_000));
    assertEquals(
        List.of(4096, 4096, 10_000 - 2 * 4096),
        log.stopRecording().stream().map(String::length).toList());
  }

  @Test
  void tellsTheLanguageThatTheEngineDetectedForThisThread() throws Exception {
    NativeLog log = new NativeLog("test.native");
    assertEquals(Optional.empty(), log.takeDetectedLanguage());
    log.accept("whisper_full_with_state: auto-detected language: de (p = 0.973500)\n");
    FutureTask<Optional<String>> elsewhere = new FutureTask<>(log::takeDetectedLanguage);
    new Thread(elsewhere).start();
    assertEquals(Optional.empty(), elsewhere.get(), "of another call");
    assertEquals(Optional.of("de"), log.takeDetectedLanguage());
    assertEquals(Optional.empty(), log.takeDetectedLanguage());
    log.accept("whisper_full_with_state: failed to auto-detect language\n");
    assertEquals(Optional.empty(), log.takeDetectedLanguage());
  }

  @Test
  void tellsTheLevelFromTheWords() {
    assertEquals(Level.ERROR, NativeLog.level("whisper_model_load: failed to load model"));
    assertEquals(Level.WARN, NativeLog.level("input is too short - 100 ms < 1000 ms."));
    assertEquals(Level.INFO, NativeLog.level("whisper_backend_init_gpu: using CUDA backend"));
    assertEquals(Level.DEBUG, NativeLog.level("whisper_model_load: n_vocab       = 51864"));
    assertEquals(
        Level.DEBUG, NativeLog.level("whisper_print_timings:     fallbacks =   0 p /   0 h"));
  }
}
