package io.humhelix.bench.backend.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.DecodingOption;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What the engine does with audio of more than one window is what {@code effective} says, option by
 * option. 40 s: a window and a third.
 */
@Tag("slow")
class LongAudioTest {

  private static final float[] SPEECH = speech();
  private static final double SECONDS = SPEECH.length / 16_000.0;

  /** The one that others are compared with, decoded once. */
  private static Answer usual;

  private final WhisperJniProvider provider = new WhisperJniProvider();

  /** What a system said of itself and of the speech. */
  private record Answer(Options effective, List<Segment> segments) {

    String told(DecodingOption option) {
      return effective.get(option.key()).orElseThrow().toString();
    }

    String text() {
      return segments.stream().map(Segment::text).collect(Collectors.joining());
    }
  }

  @Test
  void previousTextIsCarriedWithinACallUnlessTheTextContextIsZero() throws SutException {
    Answer carried = usual();
    Answer apart = answer(plain().withOption("condition_on_previous_text", false));

    assertEquals("true", carried.told(DecodingOption.CONDITION_ON_PREVIOUS_TEXT));
    assertEquals(Optional.of(true), carried.effective.flag("no_context"), "between calls alone");
    assertEquals("false", apart.told(DecodingOption.CONDITION_ON_PREVIOUS_TEXT));
    assertEquals(Optional.of(0L), apart.effective.integer("max_text_context"));
    assertEquals(
        carried.segments.get(0), apart.segments.get(0), "the first window has no text yet");
    assertNotEquals(carried.segments, apart.segments);
  }

  @Test
  void withoutTimesWindowsFollowEachOtherAndEndWithTheClip() throws SutException {
    Answer timed = usual();
    Answer untimed = answer(plain().withOption("without_timestamps", true));

    assertEquals("always", timed.told(DecodingOption.TIMESTAMPS));
    assertTrue(timed.segments.size() > 2, timed::toString);
    assertEquals("never", untimed.told(DecodingOption.TIMESTAMPS));
    assertEquals(2, untimed.segments.size(), untimed::toString);
    assertEquals(0, untimed.segments.get(0).startSeconds(), 1e-9);
    assertEquals(30, untimed.segments.get(0).endSeconds(), 1e-9);
    assertEquals(30, untimed.segments.get(1).startSeconds(), 1e-9);
    assertEquals(SECONDS, untimed.segments.get(1).endSeconds(), 1e-9, "not at 60 s");
    assertEquals("sequential", untimed.told(DecodingOption.LONG_AUDIO));
  }

  @Test
  void aSmallerWindowHearsTheBeginOfThirtySeconds() throws SutException {
    Answer whole = usual();
    Answer begin =
        answer(plain().withOption("without_timestamps", true).withOption("audio_context", 400));

    assertEquals(DecodingOption.PADDED_TO_30_S, whole.told(DecodingOption.AUDIO_WINDOW));
    assertTrue(whole.text().contains("respectable"), whole::toString);
    assertEquals("400 of 1500 positions", begin.told(DecodingOption.AUDIO_WINDOW));
    assertTrue(begin.text().contains("Dashwood"), begin::toString);
    assertFalse(begin.text().contains("respectable"), begin::toString);
  }

  @Test
  void silenceIsNotCutOut() throws SutException {
    float[] late = new float[SPEECH.length];
    float[] sentence = TestData.samples(TestData.sentences().keySet().iterator().next());
    System.arraycopy(sentence, 0, late, 32 * 16_000, sentence.length);
    Answer answer = answer(plain(), late);

    assertEquals("false", answer.told(DecodingOption.VAD_FILTER));
    assertTrue(answer.text().contains("Dashwood"), answer::toString);
    Segment silence = answer.segments.get(0);
    assertFalse(silence.text().contains("Dashwood"), "the silence is decoded, too");
    assertTrue(silence.startSeconds() < 1 && silence.endSeconds() > 5, silence::toString);
  }

  @Test
  void beamsAndTemperaturesAreThoseTold() throws SutException {
    Answer greedy = usual();
    Answer beams = answer(plain().withOption("beam_size", 5));
    // No attempt can pass this threshold: every window ends at the highest temperature.
    SutSpec never = plain().withOption("log_prob_threshold", 0.0).withOption("best_of", 1);
    Answer hot = answer(never.withOption("temperature_increment", 1.0));

    assertEquals("1", greedy.told(DecodingOption.BEAM_SIZE));
    assertEquals("0", greedy.told(DecodingOption.TEMPERATURES));
    assertEquals("5", beams.told(DecodingOption.BEAM_SIZE));
    assertNotEquals(greedy.segments, beams.segments);
    assertEquals("0, 1", hot.told(DecodingOption.TEMPERATURES));
    assertNotEquals(greedy.text(), hot.text());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void asManyThreadsWorkAsTold() throws Exception {
    int one = threadsOfACall(1);
    assertEquals(2, threadsOfACall(3) - one);
  }

  private int threadsOfACall(int threads) throws Exception {
    SutSpec spec =
        plain()
            .withOption("threads", threads)
            .withOption("audio_context", 300)
            .withOption("without_timestamps", true);
    try (Sut sut = provider.open(TestData.request(spec))) {
      assertEquals(Optional.of((long) threads), sut.effective().options().integer("threads"));
      FutureTask<Object> call =
          new FutureTask<>(() -> sut.transcribe(TestData.call(SPEECH), TestData.unwatched()));
      Thread caller = new Thread(call, "caller");
      int before = namedAsTheCaller();
      caller.start();
      int most = 0;
      while (!call.isDone()) {
        most = Math.max(most, namedAsTheCaller() - before);
      }
      call.get();
      return most;
    }
  }

  /** Threads that native code starts bear the name of the one that started them. */
  private static int namedAsTheCaller() throws IOException {
    int count = 0;
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      for (Path task : tasks.toList()) {
        try {
          count += Files.readString(task.resolve("comm")).strip().equals("caller") ? 1 : 0;
        } catch (IOException e) {
          // It has ended meanwhile.
        }
      }
    }
    return count;
  }

  private Answer usual() throws SutException {
    if (usual == null) {
      usual = answer(plain());
    }
    return usual;
  }

  private Answer answer(SutSpec spec) throws SutException {
    return answer(spec, SPEECH);
  }

  private Answer answer(SutSpec spec, float[] samples) throws SutException {
    try (Sut sut = provider.open(TestData.request(spec))) {
      return new Answer(
          sut.effective().options(),
          sut.transcribe(TestData.call(samples), TestData.unwatched()).segments());
    }
  }

  private static SutSpec plain() {
    return TestData.tinyEn().withOption("temperature_increment", 0);
  }

  private static float[] speech() {
    float[] first = TestData.samples(TestData.ROOT.resolve("speech/30s.wav"));
    float[] whole = Arrays.copyOf(first, 40 * 16_000);
    int place = first.length;
    for (Path sentence : TestData.sentences().keySet().stream().limit(2).toList()) {
      float[] samples = TestData.samples(sentence);
      int count = Math.min(samples.length, whole.length - place);
      System.arraycopy(samples, 0, whole, place, count);
      place += count;
    }
    return whole;
  }
}
