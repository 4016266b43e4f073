package io.humhelix.bench.internal.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OpeningProgress;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A program with a loaded model. It takes as many calls at once as it said; a call that is
 * interrupted ends the program with everything that it started, and so does anything that breaks
 * the protocol: later calls then fail with the reason of the first.
 */
public final class ProgramSut implements Sut {

  /** The harness keeps the deadlines of loads and calls, and interrupts; this is a last resort. */
  private static final Duration NO_LIMIT = Duration.ofDays(1);

  private static final Duration UNLOAD_LIMIT = Duration.ofSeconds(30);

  private final ProgramClient client;
  private final Hello hello;
  private final ClipFiles clips;
  private volatile EffectiveSut effective;
  private volatile int concurrency;

  private ProgramSut(ProgramClient client, Hello hello) {
    this.client = client;
    this.hello = hello;
    clips = new ClipFiles(hello.audio());
    concurrency = hello.concurrency();
  }

  /**
   * Starts a program and has it load its model.
   *
   * @param client the started program, which this takes over
   * @param startLimit how long its first line may take
   * @param settings what it gets as its options
   * @throws SutException if that failed; the program has been ended then
   */
  public static ProgramSut open(
      ProgramClient client,
      Duration startLimit,
      OpenRequest request,
      Optional<Path> modelPath,
      Options settings,
      OpeningProgress progress)
      throws SutException {
    try {
      ProgramSut sut = new ProgramSut(client, client.hello(startLimit));
      progress.loadBegins();
      ObjectNode load = ProgramRequests.load(request, modelPath, settings);
      client.request(
          "load",
          load,
          NO_LIMIT,
          "loading model " + request.spec().model(),
          answer -> sut.loaded(answer, progress));
      return sut;
    } catch (SutException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private boolean loaded(ObjectNode answer, OpeningProgress progress) throws LineProtocolException {
    String type = answer.path("type").asText();
    if (type.equals("model_loaded")) {
      progress.loadEnds();
      return false;
    }
    if (!type.equals("loaded")) {
      throw new LineProtocolException(
          "it answered load with '" + type + "'; allowed: model_loaded, loaded, error");
    }
    if (!answer.path("device").isTextual()) {
      throw new LineProtocolException("loaded does not say which device does the work");
    }
    // What was asked for is in the definition; what is in effect is what the program says.
    Map<String, Object> options = new LinkedHashMap<>();
    for (var entry : answer.path("options").properties()) {
      Object value = plain(entry.getValue());
      if (value != null) {
        options.put(entry.getKey(), value);
      }
    }
    effective =
        new EffectiveSut(
            answer.path("engine").asText(hello.engine()),
            answer.path("engine_version").asText(hello.engineVersion()),
            answer.path("device").textValue(),
            answer.path("execution_provider").asText(""),
            answer.path("compute_type").asText("unknown"),
            Options.of(options));
    concurrency = Hello.concurrency(answer, concurrency);
    return true;
  }

  /** Options know no nulls: what an engine leaves to itself is left out. */
  private static Object plain(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber()) {
      return value.longValue();
    }
    if (value.isNumber()) {
      return value.doubleValue();
    }
    return value.isNull() ? null : value.isTextual() ? value.textValue() : value.toString();
  }

  @Override
  public EffectiveSut effective() {
    return effective;
  }

  @Override
  public int maxConcurrency() {
    return concurrency;
  }

  @Override
  public void prepare(TranscriptionRequest request) throws SutException {
    ObjectNode clip = ProgramRequests.clip(request, file(request));
    if (hello.prepares()) {
      client.request(
          "prepare",
          clip,
          NO_LIMIT,
          "preparing clip " + request.clipId(),
          answer -> {
            if (answer.path("type").asText().equals("prepared")) {
              return true;
            }
            throw new LineProtocolException(
                "it answered prepare with '" + answer.path("type").asText() + "'");
          });
    }
  }

  @Override
  public Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress)
      throws SutException {
    SegmentReader reader = new SegmentReader(progress);
    client.request(
        "transcribe",
        ProgramRequests.clip(request, file(request)),
        NO_LIMIT,
        "transcribing clip " + request.clipId(),
        reader);
    if (!reader.device().isEmpty() && !reader.device().equals(effective.device())) {
      EffectiveSut before = effective;
      effective =
          new EffectiveSut(
              before.engine(),
              before.engineVersion(),
              reader.device(),
              before.executionProvider(),
              before.computeType(),
              before.options());
    }
    return inKnownLanguage(reader.transcript());
  }

  /** A program of one language need not tell it with every answer. */
  private Transcript inKnownLanguage(Transcript transcript) {
    return transcript.language().isEmpty() && hello.languages().size() == 1
        ? transcript.withLanguage(hello.languages().iterator().next())
        : transcript;
  }

  private Path file(TranscriptionRequest request) throws SutException {
    try {
      return clips.of(request);
    } catch (IOException e) {
      throw new SutException(
          FailureKind.AUDIO,
          "clip " + request.clipId() + " could not be written to a file: " + e.getMessage() + ".",
          "Free space in the temporary folder, or set java.io.tmpdir to another.",
          e);
    }
  }

  /** Has the program unload its model and end; ends it for good where it does not. */
  @Override
  public void close() throws SutException {
    try (client;
        clips) {
      if (!client.isBroken()) {
        client.request(
            "unload",
            ProtocolLines.object(),
            UNLOAD_LIMIT,
            "unloading",
            answer -> {
              if (answer.path("type").asText().equals("unloaded")) {
                client.expectEnd();
                return true;
              }
              throw new LineProtocolException(
                  "it answered unload with '" + answer.path("type").asText() + "'");
            });
      }
    } catch (IOException e) {
      throw new SutException(
          FailureKind.SUT_ERROR,
          "temporary clip files could not be deleted: " + e.getMessage(),
          "",
          e);
    }
  }
}
