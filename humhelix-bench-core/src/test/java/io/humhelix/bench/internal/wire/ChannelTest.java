package io.humhelix.bench.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.internal.scenario.TrialTask;
import io.humhelix.bench.internal.telemetry.Sampled;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.ComputeType;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Extent;
import io.humhelix.bench.model.LatencyLimit;
import io.humhelix.bench.model.OpenLoop;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.PeakSearch;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.result.Word;
import io.humhelix.bench.spi.OpenRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {

  private static final int SEEDS = Boolean.getBoolean("humhelix.test.full") ? 100_000 : 5_000;

  private static final Failure FAILURE =
      new Failure(
          FailureKind.SIGNAL, "open", "it \"broke\"\n", "mend it", "at x", OptionalInt.of(6));
  private static final EffectiveSut EFFECTIVE =
      new EffectiveSut(
          "whisper.cpp",
          "1.7",
          "cuda:0",
          "CUDA",
          "q5_1",
          Options.of(Map.of("beam_size", 5, "t", 0.5, "on", true, "list", List.of(1, "a"))));

  private static final Extent EXTENT =
      new Extent(Duration.ofMillis(1), 7, Optional.of(Duration.ofSeconds(3)));
  private static final LatencyLimit LIMIT = new LatencyLimit(99.9, Duration.ofMillis(15));

  private static Message run(Scenario scenario) {
    return new Request.RunTrial(new TrialTask(new TrialSlot(TrialKind.MEASURED, 4, 5), scenario));
  }

  static Stream<Message> messages() {
    SutSpec spec =
        new SutSpec(
            "n",
            "b",
            "m",
            new ComputeType("float16"),
            Device.parse("cuda:1"),
            Options.empty(),
            List.of());
    return Stream.of(
        new Request.Open(
            "com.example.Provider",
            new OpenRequest(
                spec,
                Options.of(Map.of("deep", Map.of("a", List.of(1.5, Map.of("b", "c"))))),
                Optional.of(Path.of("/models")),
                new TranscriptionTask(
                    Optional.of("en"), TranscriptionTask.Kind.TRANSLATE, true, true)),
            List.of(
                new Request.ClipSource(
                    AudioClip.of(Path.of("/a b.wav"))
                        .withId("c")
                        .withLanguage("en")
                        .part(0.1, OptionalDouble.of(2)),
                    "f".repeat(64),
                    "0",
                    9)),
            Long.MIN_VALUE,
            3,
            true,
            2.5),
        run(Scenario.SINGLE_STREAM),
        run(new Scenario.MultiStream(8, EXTENT)),
        run(new Scenario.Offline()),
        run(new Scenario.Offline(OptionalInt.of(4), EXTENT)),
        run(new Scenario.Server(0.1, EXTENT)),
        run(
            new Scenario.Server(
                2.5,
                Optional.of(LIMIT),
                Optional.of(PeakSearch.DEFAULT),
                new OpenLoop(7, Duration.ofNanos(1)),
                EXTENT)),
        run(new Scenario.Streams(3, LIMIT, EXTENT)),
        run(new Scenario.Streams(3, LIMIT, EXTENT).withChunk(Duration.ofMillis(20))),
        run(
            new Scenario.Streams(
                3, LIMIT, Optional.of(PeakSearch.DEFAULT), OpenLoop.DEFAULT, Extent.ONE_PASS)),
        new Request.Cancel(),
        new Request.GiveAccount(),
        new Request.Close(),
        new Reply.Hello(1, "token", 123),
        new Reply.AudioRead(),
        new Reply.Opened(Long.MAX_VALUE, EFFECTIVE),
        new Reply.Failed(FAILURE),
        new Reply.Progress(7, -2),
        new Reply.CallsEnded(),
        new Reply.Account(3, 4, true, 5, 2, List.of(), true),
        new Reply.FailedCalls(
            List.of(List.of(0L, 1L)), List.of(io.humhelix.bench.result.FailureKind.TIMEOUT)),
        new Reply.TrialDone(
            new TrialSlot(TrialKind.FIRST_CALL, 1, 0),
            TrialStatus.FAILED,
            Optional.of(FAILURE),
            Sampled.NOTHING),
        new Reply.TrialDone(
            new TrialSlot(TrialKind.WARM_UP, 1, 0),
            TrialStatus.OK,
            Optional.empty(),
            Sampled.NOTHING),
        new Reply.SaysAgain(Optional.of(EFFECTIVE), Optional.empty()),
        new Reply.SaysAgain(Optional.empty(), Optional.of(FAILURE)),
        new Reply.Closed(Optional.empty()),
        new Reply.Closed(Optional.of(FAILURE)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageComesAsItWasSent(Message message) throws Exception {
    assertEquals(message, receive(sent(message)).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "\u0000\u007f\u2028 \ud83d\ude00 ü", "a lone \ud83d half", "\"\\/"})
  void textsComeAsTheEngineWroteThem(String text) throws Exception {
    Transcript came = sentAndReceived(Transcript.ofText(text));
    assertEquals(text, came.text());
    assertEquals(List.of(), came.segments());
  }

  @Test
  void timesOfSegmentsMayBeNoNumbers() throws Exception {
    Segment segment =
        new Segment(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            "x",
            List.of(new Word(0.1, Double.NEGATIVE_INFINITY, "w")));
    Transcript transcript =
        Transcript.of(List.of(segment)).withPhases(List.of(new Phase("encode", 5)));
    Transcript came = sentAndReceived(transcript);
    assertEquals(List.of(segment), came.segments());
    assertEquals(transcript.phases(), came.phases());
  }

  @Test
  void aCallKnowsWhenItWasDue() throws Exception {
    List<Long> row = List.of(5L, 1L, 2L, Long.MIN_VALUE, 4L, 7L, Long.MAX_VALUE, 10L, -1L, 5L);
    Reply.Calls call = new Reply.Calls(List.of(row), List.of(Transcript.ofText("x")));
    assertEquals(List.of(row), ((Reply.Calls) receive(sent(call)).get()).rows());
  }

  private static Transcript sentAndReceived(Transcript transcript) throws Exception {
    List<Long> row = List.of(0L, 1L, 2L, 3L, 0L, 3L, 20L, 17L, 9L, 0L);
    Reply.Calls call = new Reply.Calls(List.of(row), List.of(transcript));
    return ((Reply.Calls) receive(sent(call)).get()).transcripts().get(0);
  }

  private static byte[] sent(Message... messages) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Channel channel = new Channel(new ByteArrayInputStream(new byte[0]), out);
    for (Message message : messages) {
      channel.send(message);
    }
    return out.toByteArray();
  }

  private static Optional<Message> receive(byte[] bytes) throws IOException {
    return new Channel(new ByteArrayInputStream(bytes), new ByteArrayOutputStream()).receive();
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(ProtocolException.class, () -> receive(bytes)).getMessage();
  }

  @Test
  void anEndBetweenTwoFramesIsInOrder() throws Exception {
    assertTrue(receive(new byte[0]).isEmpty());
  }

  @Test
  void halfAFrameIsNone() throws Exception {
    byte[] whole = sent(new Request.Close());
    for (int length = 1; length < whole.length; length++) {
      String message = refusal(Arrays.copyOf(whole, length));
      assertTrue(message.contains("ended within frame 0"), message);
    }
  }

  @Test
  void aFlippedBitIsNoticed() throws Exception {
    byte[] whole = sent(run(Scenario.SINGLE_STREAM));
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThrows(ProtocolException.class, () -> receive(flipped));
    }
  }

  @Test
  void aLengthIsCheckedBeforeAnythingIsTaken() {
    String message =
        refusal(ByteBuffer.allocate(FrameWriter.HEADER).putInt(Integer.MAX_VALUE).array());
    assertTrue(message.contains("2147483647 bytes"), message);
    assertTrue(
        refusal(ByteBuffer.allocate(FrameWriter.HEADER).putInt(-1).array()).contains("4294967295"));
  }

  @Test
  void aFrameThatIsLeftOutOrComesTwiceIsNoticed() throws Exception {
    byte[] two = sent(new Request.Cancel(), new Request.Close());
    int first = sent(new Request.Cancel()).length;
    assertTrue(
        refusal(Arrays.copyOfRange(two, first, two.length))
            .contains("frame 1 came in place of frame 0"));
  }

  @Test
  void aMessageThatIsTooLongIsNotSent() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Channel channel = new Channel(new ByteArrayInputStream(new byte[0]), out);
    String text = "x".repeat(FrameWriter.MAX_PAYLOAD);
    assertThrows(
        ProtocolException.class,
        () -> channel.send(new Reply.Calls(List.of(), List.of(Transcript.ofText(text)))));
    assertEquals(0, out.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{\"message\": \"Close\"} {}",
        "{\"message\": \"Close\", \"message\": \"Close\"}",
        "{\"message\": 5}",
        "{\"message\": \"Nobody\"}",
        "{\"message\": \"Progress\", \"call\": 1}",
        "{\"message\": \"Progress\", \"call\": 99999999999, \"clip\": 0}",
        "{\"message\": \"Progress\", \"call\": 1.5, \"clip\": 0}",
        "{\"message\": \"Progress\", \"call\": null, \"clip\": 0}",
        "{\"message\": \"RunTrial\", \"kind\": \"NONE\", \"number\": 1, \"pass\": 1}",
        "{\"message\": \"Failed\", \"failure\": []}",
        "{\"message\": \"Calls\", \"calls\": [5]}",
        "{\"message\": \"Close\", \"deep\": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]"
      })
  void whatIsNoMessageIsRefused(String json) {
    assertThrows(
        ProtocolException.class,
        () -> receive(FrameWriter.frame(json.getBytes(StandardCharsets.UTF_8), 0)));
  }

  /** Whatever comes: a message, an orderly end, or the one exception that is declared for it. */
  @Test
  void randomChangesEndInTheDeclaredException() throws Exception {
    Random random = new Random(5);
    List<byte[]> payloads =
        messages()
            .map(
                m -> {
                  try {
                    return MessageCodec.encode(m);
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .toList();
    int refused = 0;
    for (int i = 0; i < SEEDS; i++) {
      byte[] payload = payloads.get(random.nextInt(payloads.size())).clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        payload[random.nextInt(payload.length)] = (byte) random.nextInt();
      }
      try {
        receive(FrameWriter.frame(payload, 0));
      } catch (ProtocolException e) {
        refused++;
      }
    }
    assertTrue(refused > SEEDS / 3, refused + " of " + SEEDS);
  }
}
