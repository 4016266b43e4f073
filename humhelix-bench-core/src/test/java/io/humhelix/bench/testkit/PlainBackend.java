package io.humhelix.bench.testkit;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.StreamRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import io.humhelix.bench.spi.TranscriptionStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A backend that keeps the contract; subclasses break one promise each. */
class PlainBackend implements SutProvider {

  static final String MODEL = "good";

  @Override
  public String id() {
    return "plain";
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public String description() {
    return "keeps the contract";
  }

  @Override
  public Availability probe() {
    return Availability.available("plain 1");
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        Set.of(Capability.DEVICE_INDEX, Capability.STREAMING_INPUT),
        Set.of("cpu", "cuda"),
        Set.of());
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.of("beams", OptionSpec.Type.INTEGER, "how many").withDefault(2L).between(1, 9),
        OptionSpec.of("mode", OptionSpec.Type.TEXT, "how")
            .withDefault("fast")
            .oneOf("fast", "slow"),
        OptionSpec.of("hint", OptionSpec.Type.TEXT, "what it is about"));
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    List<Issue> issues = new ArrayList<>();
    if (!request.spec().model().equals(MODEL)) {
      issues.add(Issue.error("model", "no model " + request.spec().model(), "Take another."));
    }
    if (request.spec().device().index().orElse(0) > 0) {
      issues.add(Issue.error("device", "no device " + request.spec().device(), "Take another."));
    }
    return issues.isEmpty() ? Preflight.ok(modelFiles()) : Preflight.refused(issues);
  }

  List<Path> modelFiles() {
    return List.of();
  }

  @Override
  public Sut open(OpenRequest request) throws SutException {
    if (!request.spec().model().equals(MODEL)) {
      throw new SutException(FailureKind.MODEL, "no model " + request.spec().model(), "Add it.");
    }
    return new System(request);
  }

  String device(OpenRequest request) {
    return request.spec().device().toString();
  }

  Options inEffect(OpenRequest request) {
    return request.options();
  }

  int streams() {
    return 2;
  }

  List<InetSocketAddress> listening() {
    return List.of();
  }

  Transcript call(int number, TranscriptionRequest clip, TranscriptionProgress progress)
      throws SutException {
    if (clip.samples().length == 0) {
      throw new SutException(FailureKind.AUDIO, "the clip is empty", "Leave it out.");
    }
    Segment segment = Segment.of(0, clip.seconds(), " a text");
    progress.segmentsReadable();
    progress.segment(segment);
    return Transcript.of(List.of(segment));
  }

  /** What the audio of a stream gets, chunk by chunk, and at its end without any more. */
  Transcript streamed(String clip, List<float[]> chunks) throws SutException {
    if (chunks.isEmpty()) {
      throw new SutException(FailureKind.AUDIO, "there was no audio", "Speak.");
    }
    return Transcript.ofText(" a text");
  }

  /** A stream has been closed. */
  void streamClosed(boolean finished, boolean again) {}

  void closing(boolean again) throws SutException {}

  private final class System implements Sut {
    private final OpenRequest request;
    private int calls;
    private boolean closed;

    private System(OpenRequest request) {
      this.request = request;
    }

    @Override
    public EffectiveSut effective() {
      return new EffectiveSut("plain", "1", device(request), "Java", "float32", inEffect(request));
    }

    @Override
    public int maxConcurrency() {
      return streams();
    }

    @Override
    public List<InetSocketAddress> servers() {
      return listening();
    }

    @Override
    public Transcript transcribe(TranscriptionRequest clip, TranscriptionProgress progress)
        throws SutException {
      int number;
      synchronized (this) {
        number = ++calls;
      }
      return call(number, clip, progress);
    }

    @Override
    public TranscriptionStream stream(StreamRequest clip, TranscriptionProgress progress) {
      List<float[]> chunks = new ArrayList<>();
      return new TranscriptionStream() {
        private boolean finished;
        private boolean ended;

        @Override
        public void accept(float[] samples) {
          chunks.add(samples);
        }

        @Override
        public Transcript finish() throws SutException {
          finished = true;
          return streamed(clip.clipId(), chunks);
        }

        @Override
        public void close() {
          streamClosed(finished, ended);
          ended = true;
        }
      };
    }

    @Override
    public void close() throws SutException {
      closing(closed);
      closed = true;
    }
  }
}
