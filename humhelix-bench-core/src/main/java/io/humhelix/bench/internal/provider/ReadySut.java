package io.humhelix.bench.internal.provider;

import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.StreamRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import io.humhelix.bench.spi.TranscriptionStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes a live system of the host's own look like a backend; the host keeps and closes it. */
final class ReadySut implements SutProvider {

  private final String id;
  private final Sut sut;

  ReadySut(String id, Sut sut) {
    this.id = id;
    this.sut = sut;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public String description() {
    return "system under test passed by the host application";
  }

  @Override
  public Availability probe() {
    return Availability.available(sut.getClass().getName());
  }

  @Override
  public Capabilities capabilities() {
    Set<Capability> features = EnumSet.allOf(Capability.class);
    if (!streams(sut.getClass())) {
      features.remove(Capability.STREAMING_INPUT);
    }
    return new Capabilities(features, Set.of(), Set.of());
  }

  /** A system says nothing of what it can do, but one that takes chunks has a method for them. */
  private static boolean streams(Class<? extends Sut> type) {
    try {
      return type.getMethod("stream", StreamRequest.class, TranscriptionProgress.class)
              .getDeclaringClass()
          != Sut.class;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    return Preflight.ok(List.of());
  }

  @Override
  public Sut open(OpenRequest request) {
    return new Borrowed(sut);
  }

  /** Everything but {@code close}. */
  private record Borrowed(Sut sut) implements Sut {

    @Override
    public EffectiveSut effective() {
      return sut.effective();
    }

    @Override
    public void prepare(TranscriptionRequest request) throws SutException {
      sut.prepare(request);
    }

    @Override
    public Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress)
        throws SutException {
      return sut.transcribe(request, progress);
    }

    @Override
    public int maxConcurrency() {
      return sut.maxConcurrency();
    }

    @Override
    public int maxBatch() {
      return sut.maxBatch();
    }

    @Override
    public List<Transcript> transcribeBatch(
        List<TranscriptionRequest> requests, TranscriptionProgress progress) throws SutException {
      return sut.transcribeBatch(requests, progress);
    }

    @Override
    public TranscriptionStream stream(StreamRequest request, TranscriptionProgress progress)
        throws SutException {
      return sut.stream(request, progress);
    }

    @Override
    public void close() {
      // The host made it and may use it again.
    }
  }
}
