package io.humhelix.bench.backend.onnx;

import static io.humhelix.bench.backend.onnx.Requests.call;
import static io.humhelix.bench.backend.onnx.Requests.request;
import static io.humhelix.bench.backend.onnx.Requests.tinyEn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.DecodingOption;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the decoder does is what {@code effective} says, option by option. */
class DecodingClaimsTest {

  private final OnnxRuntimeProvider provider = new OnnxRuntimeProvider();

  /** What a system said of itself and of 36 s of speech: a window and a fifth. */
  private record Answer(Options effective, List<Segment> segments) {

    String told(DecodingOption option) {
      return effective.get(option.key()).orElseThrow().toString();
    }

    String text() {
      return segments.stream().map(Segment::text).collect(Collectors.joining());
    }
  }

  @Test
  @Tag("slow")
  void segmentsEndWithTheClip() throws Exception {
    // The last sentence is cut in its middle.
    for (double seconds : new double[] {31.5, 36}) {
      float[] samples = Arrays.copyOf(speech(), (int) (seconds * 16_000));
      for (Segment segment : answer(tinyEn(), samples).segments) {
        assertTrue(segment.endSeconds() <= seconds, segment::toString);
        assertTrue(segment.startSeconds() <= segment.endSeconds(), segment::toString);
      }
    }
  }

  @Test
  @Tag("slow")
  void previousTextTimesAndBatchesAreThoseTold() throws Exception {
    Answer usual = answer(tinyEn(), speech());
    assertEquals("false", usual.told(DecodingOption.CONDITION_ON_PREVIOUS_TEXT));
    assertEquals("for long audio and word times", usual.told(DecodingOption.TIMESTAMPS));
    assertEquals("sequential", usual.told(DecodingOption.LONG_AUDIO));
    assertEquals("padded to 30 s", usual.told(DecodingOption.AUDIO_WINDOW));
    assertTrue(usual.segments.size() > 2, usual::toString);

    Answer conditioned = answer(tinyEn().withOption("condition_on_previous_text", true), speech());
    assertEquals("true", conditioned.told(DecodingOption.CONDITION_ON_PREVIOUS_TEXT));
    assertEquals(usual.segments.get(0), conditioned.segments.get(0), "no text before");

    Answer never = answer(tinyEn().withOption("timestamps", "off"), speech());
    assertEquals("never", never.told(DecodingOption.TIMESTAMPS));
    assertEquals(List.of(0.0, 30.0), never.segments.stream().map(Segment::startSeconds).toList());

    Answer batched = answer(tinyEn().withOption("long_audio", "batched"), speech());
    assertEquals("batched", batched.told(DecodingOption.LONG_AUDIO));
    assertEquals("for word times", batched.told(DecodingOption.TIMESTAMPS), "not for long audio");
    assertEquals(2, batched.segments.size(), "one a piece, without times");
    double cut = batched.segments.get(1).startSeconds();
    assertTrue(cut >= 25 && cut < 30, batched::toString);
    assertEquals(cut, batched.segments.get(0).endSeconds(), 1e-9);
  }

  @Test
  @Tag("slow")
  void beamsAndTemperaturesAreThoseTold() throws Exception {
    SutSpec never = tinyEn().withOption("log_prob_threshold", 0).withOption("best_of", 1);
    SutSpec once = never.withOption("temperature_increment", 0).withOption("timestamps", "off");
    Answer cold = answer(once, speech());
    Answer hot = answer(once.withOption("temperature_increment", 1.0), speech());
    assertEquals("0", cold.told(DecodingOption.TEMPERATURES));
    assertEquals("0, 1", hot.told(DecodingOption.TEMPERATURES));
    assertNotEquals(cold.text(), hot.text());
    assertEquals("1", cold.told(DecodingOption.BEAM_SIZE));
    Answer beams = answer(once.withOption("beam_size", 5), speech());
    assertEquals("5", beams.told(DecodingOption.BEAM_SIZE));
    assertNotEquals(cold.segments, beams.segments);
  }

  @Test
  void withoutThresholdsThereIsOneTemperature() {
    Options none = Options.of(Map.of("compression_ratio_threshold", 0, "log_prob_threshold", -100));
    assertEquals(Optional.of("0"), OnnxOptions.of(none).effective().text("temperatures"));
    Options one = Options.of(Map.of("compression_ratio_threshold", 0));
    assertEquals(
        Optional.of("0, 0.2, 0.4, 0.6, 0.8, 1"),
        OnnxOptions.of(one).effective().text("temperatures"));
  }

  @Test
  @Tag("slow")
  void silenceIsNotCutOut() throws Exception {
    float[] sentence = Speech.samples("5s.wav");
    float[] late = new float[36 * 16_000];
    System.arraycopy(sentence, 0, late, late.length - sentence.length, sentence.length);
    Answer answer =
        answer(tinyEn().withOption("timestamps", "off").withOption("no_speech_threshold", 1), late);
    assertEquals("false", answer.told(DecodingOption.VAD_FILTER));
    Segment last = answer.segments.get(answer.segments.size() - 1);
    assertEquals(30, last.startSeconds(), 1e-9, answer::toString);
    assertTrue(last.text().contains("selfish"), answer::toString);
  }

  @Test
  @Tag("slow")
  void aPromptIsCutAtItsBegin() throws Exception {
    String prompt = "zebra crossing ".repeat(100) + "dear ".repeat(223);
    SutSpec plain =
        tinyEn().withOption("temperature_increment", 0).withOption("max_new_tokens", 30);
    SutSpec spec = plain.withOption("initial_prompt", prompt);
    Issue cut = issues(spec).get(0);
    assertEquals(Severity.WARNING, cut.severity());
    assertEquals("prompt-cut", cut.code());
    assertTrue(cut.message().contains("the last 223 and drops"), cut.message());
    Answer whole = answer(spec, Speech.samples("5s.wav"));
    assertEquals(Optional.of(223L), whole.effective.integer("initial_prompt_tokens_used"));
    assertTrue(whole.effective.integer("initial_prompt_tokens").orElseThrow() > 400);
    String used = whole.effective.text("initial_prompt_used").orElseThrow();
    assertEquals(" dear".repeat(223), used);
    Answer tail = answer(plain.withOption("initial_prompt", used), Speech.samples("5s.wav"));
    assertEquals(tail.segments, whole.segments);
    assertEquals(Optional.of(223L), tail.effective.integer("initial_prompt_tokens"));
    assertEquals(Optional.empty(), tail.effective.text("initial_prompt_used"));
    assertEquals(List.of(), issues(plain.withOption("initial_prompt", used)));
  }

  /** The pools of encoder and decoder, in which the calling thread works too. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void asManyThreadsWorkAsTold() throws Exception {
    int sessions = 2;
    assertEquals(2 * sessions, threadsOfASystem(3) - threadsOfASystem(1));
  }

  private int threadsOfASystem(int threads) throws Exception {
    FutureTask<Integer> life =
        new FutureTask<>(
            () -> {
              try (Sut sut = provider.open(request(tinyEn().withOption("threads", threads)))) {
                assertEquals(
                    Optional.of((long) threads), sut.effective().options().integer("threads"));
                return namedAsTheOpener();
              }
            });
    Thread opener = new Thread(life, "opener");
    opener.start();
    return life.get();
  }

  /** Threads that native code starts bear the name of the one that started them. */
  private static int namedAsTheOpener() throws IOException {
    int count = 0;
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      for (Path task : tasks.toList()) {
        try {
          count += Files.readString(task.resolve("comm")).strip().equals("opener") ? 1 : 0;
        } catch (IOException e) {
          // It has ended meanwhile.
        }
      }
    }
    return count;
  }

  @Test
  void refusesWhatTheDecoderWouldNotDo() {
    SutSpec conditioned = tinyEn().withOption("condition_on_previous_text", true);
    assertEquals(List.of(), issues(conditioned));
    refusal(conditioned.withOption("long_audio", "batched"));
    assertEquals(List.of(), issues(conditioned.withOption("temperature", 0.5)));
    refusal(conditioned.withOption("temperature", 0.6));
    SutSpec beams = tinyEn().withOption("beam_size", 2);
    assertEquals(List.of(), issues(beams));
    refusal(beams.withOption("temperature", 0.2));
  }

  @Test
  void saysThatTheModelsLengthIsLess() {
    assertEquals(List.of(), issues(tinyEn().withOption("max_new_tokens", 447)));
    Issue limited = issues(tinyEn().withOption("max_new_tokens", 448)).get(0);
    assertEquals("tokens-limited", limited.code());
    assertTrue(limited.message().contains("length is 448"), limited.message());
  }

  private static float[] speech() throws Exception {
    float[] first = Speech.samples("30s.wav");
    float[] whole = Arrays.copyOf(first, 36 * 16_000);
    System.arraycopy(first, 0, whole, first.length, whole.length - first.length);
    return whole;
  }

  private Answer answer(SutSpec spec, float[] samples) throws SutException {
    try (Sut sut = provider.open(request(spec))) {
      return new Answer(
          sut.effective().options(),
          sut.transcribe(call(samples), new Requests.Recorder()).segments());
    }
  }

  private List<Issue> issues(SutSpec spec) {
    return provider.preflight(request(spec)).issues();
  }

  private void refusal(SutSpec spec) {
    List<Issue> issues = issues(spec);
    assertEquals(List.of("option-unsupported"), issues.stream().map(Issue::code).toList());
    assertEquals(Severity.ERROR, issues.get(0).severity());
  }
}
