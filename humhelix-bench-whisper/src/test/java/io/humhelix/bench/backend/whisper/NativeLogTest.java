package io.humhelix.bench.backend.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class NativeLogTest {

  @Test
  void joinsPiecesToLinesAndDropsEmptyOnes() {
    NativeLog log = new NativeLog();
    log.startRecording();
    log.accept("\n\nfirst ");
    log.accept("line\nsecond");
    log.accept(" line\n");
    log.accept("unfinished");
    assertEquals(List.of("first line", "second line", "unfinished"), log.stopRecording());
  }

  @Test
  void keepsNothingUnlessRecording() {
    NativeLog log = new NativeLog();
    log.accept("before\n");
    log.startRecording();
    log.accept("within\n");
    assertEquals(List.of("within"), log.stopRecording());
    log.accept("after\n");
    assertEquals(List.of(), log.stopRecording());
  }

  @Test
  void endsLinesThatNeverEnd() {
    NativeLog log = new NativeLog();
    log.startRecording();
    log.accept("x".repeat(10_000));
    assertEquals(
        List.of(4096, 4096, 10_000 - 2 * 4096),
        log.stopRecording().stream().map(String::length).toList());
  }

  @Test
  void tellsTheLevelFromTheWords() {
    assertEquals(Level.ERROR, NativeLog.level("whisper_model_load: failed to load model"));
    assertEquals(Level.WARN, NativeLog.level("input is too short - 100 ms < 1000 ms."));
    assertEquals(Level.INFO, NativeLog.level("whisper_backend_init_gpu: using CUDA backend"));
    assertEquals(Level.DEBUG, NativeLog.level("whisper_model_load: n_vocab       = 51864"));
  }
}
