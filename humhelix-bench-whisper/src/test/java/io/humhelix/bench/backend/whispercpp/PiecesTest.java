package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whispercpp.library.AlignmentHeads;
import io.humhelix.bench.backend.whispercpp.library.TimedToken;
import io.humhelix.bench.backend.whispercpp.library.WhisperVersion;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Word;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is made of the engine's bytes, tokens and log lines. */
class PiecesTest {

  private static TimedToken token(String text, int begin, int end) {
    return token(text.getBytes(StandardCharsets.UTF_8), begin, end);
  }

  private static TimedToken token(byte[] text, int begin, int end) {
    return new TimedToken(text, begin, end, begin + 7);
  }

  private static List<String> words(List<TimedToken> tokens, String language, boolean aligned) {
    return WordBuilder.of(tokens, language, aligned, 3, 2.5).stream().map(Word::toString).toList();
  }

  private static String word(double start, double end, String text) {
    return new Word(start, end, text).toString();
  }

  /** Every way to cut a text in two gives it back, with no character broken. */
  @Test
  void charactersThatAreCutInTwoComeWhole() {
    byte[] bytes = "a\u00e9\u4e2d\ud83d\ude00z".getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      Utf8Pieces pieces = new Utf8Pieces();
      String first = pieces.next(Arrays.copyOf(bytes, cut));
      String second = pieces.next(Arrays.copyOfRange(bytes, cut, bytes.length));
      assertEquals("a\u00e9\u4e2d\ud83d\ude00z", first + second);
      assertTrue(pieces.complete());
    }
    Utf8Pieces pieces = new Utf8Pieces();
    assertEquals("", pieces.next(new byte[] {(byte) 0xe4, (byte) 0xb8}));
    assertFalse(pieces.complete());
    assertEquals("\ufffdx", new Utf8Pieces().next(new byte[] {(byte) 0xad, 'x'}));
  }

  @Test
  void aWordBeginsWithABlank() {
    List<TimedToken> tokens =
        List.of(
            token(" cold", 10, 30),
            token("-", 30, 32),
            token("hearted", 32, 90),
            token(" and", 95, 100),
            token(",", 100, 101));
    assertEquals(
        List.of(word(0.1, 0.9, " cold-hearted"), word(0.95, 1.01, " and,")),
        words(tokens, "en", false));
    assertEquals(
        List.of(word(0.17, 1.02, " cold-hearted"), word(1.02, 2.5, " and,")),
        words(tokens, "en", true),
        "aligned words end where the next begins, the last with its segment or the clip");
  }

  @Test
  void inChineseEachCharacterIsAWordAlsoOneOfSeveralTokens() {
    byte[] character = "\u4e2d".getBytes(StandardCharsets.UTF_8);
    List<TimedToken> tokens = new ArrayList<>();
    tokens.add(token(Arrays.copyOf(character, 2), 10, 20));
    tokens.add(token(Arrays.copyOfRange(character, 2, 3), 20, 30));
    tokens.add(token("\u6587", 30, 50));
    assertEquals(
        List.of(word(0.1, 0.3, "\u4e2d"), word(0.3, 0.5, "\u6587")), words(tokens, "zh", false));
    assertEquals(List.of(word(0.1, 0.5, "\u4e2d\u6587")), words(tokens, "en", false));
    assertEquals(List.of(), words(List.of(), "en", false));
  }

  @Test
  void timesOutsideTheClipAreCutAtItsEnds() {
    assertEquals(List.of(word(0, 2.5, " x")), words(List.of(token(" x", -20, 400)), "en", false));
  }

  /** Lines of 1.8.5. */
  @Test
  void phasesAreReadFromTheLog() {
    List<String> log =
        List.of(
            "whisper_print_timings:     load time =    70.79 ms",
            "whisper_print_timings:     fallbacks =   0 p /   0 h",
            "whisper_print_timings:      mel time =    18.55 ms",
            "whisper_print_timings:   sample time =    12.50 ms /   113 runs (     0.10 ms per run)",
            "whisper_print_timings:   encode time =  1083.54 ms /     1 runs (  1083.54 ms per run)",
            "whisper_print_timings:   decode time =     3.45 ms /     1 runs (     3.45 ms per run)",
            "whisper_print_timings:   batchd time =   100.05 ms /   105 runs (     0.53 ms per run)",
            "whisper_print_timings:   prompt time =     1.00 ms /     1 runs (     1.00 ms per run)",
            "whisper_print_timings:    total time =  1204.84 ms");
    assertEquals(
        List.of(
            new Phase("features", 18_550_000),
            new Phase("encode", 1_083_540_000),
            new Phase(Phase.DECODE, 104_500_000, OptionalLong.of(21)),
            new Phase("sample", 12_500_000)),
        EngineTimes.phases(log, 21));
    assertEquals(List.of(), EngineTimes.phases(log.subList(0, 2), 21));
  }

  @Test
  void alignmentHeadsAreToldByTheModelsName() {
    assertEquals(
        Optional.of(AlignmentHeads.TINY_EN), AlignmentHeads.ofFile("ggml-tiny.en-q5_1.bin"));
    assertEquals(
        Optional.of(AlignmentHeads.LARGE_V3_TURBO),
        AlignmentHeads.ofFile("ggml-large-v3-turbo-q5_0.bin"));
    assertEquals(Optional.of(AlignmentHeads.LARGE_V1), AlignmentHeads.ofFile("ggml-large-v1.bin"));
    assertEquals(Optional.empty(), AlignmentHeads.ofFile("ggml-distil-small.en.bin"));
    for (AlignmentHeads heads : AlignmentHeads.values()) {
      assertEquals(Optional.of(heads), AlignmentHeads.of(heads.model()));
    }
  }

  @Test
  void versionsAreComparedAsNumbers() {
    WhisperVersion ten = WhisperVersion.parse("1.10.0").orElseThrow();
    assertTrue(ten.from(new WhisperVersion(1, 9, 3)));
    assertFalse(ten.tried());
    assertEquals(Optional.of(new WhisperVersion(1, 8, 5)), WhisperVersion.parse("v1.8.5-12-gabc"));
    assertEquals(Optional.empty(), WhisperVersion.parse("nightly"));
  }
}
