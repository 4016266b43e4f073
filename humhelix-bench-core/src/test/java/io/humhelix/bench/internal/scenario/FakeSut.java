package io.humhelix.bench.internal.scenario;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** A system whose calls take as much virtual time as a test says. */
class FakeSut implements Sut {

  /** How long a call takes. */
  @FunctionalInterface
  interface Service {
    long nanos(int call, TranscriptionRequest request);
  }

  static final long MS = 1_000_000L;

  private final VirtualTime time;
  private final Service service;
  private final int concurrency;
  private final int batch;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  final AtomicInteger mostUnderWay = new AtomicInteger();
  final List<Integer> batches = new ArrayList<>();
  int failing = -1;

  /** Calls that fail as well. */
  IntPredicate fails = call -> false;

  FailureKind kind = FailureKind.SUT_ERROR;
  boolean lost;

  /** Clips that cannot be prepared. */
  Predicate<TranscriptionRequest> unfit = clip -> false;

  FakeSut(VirtualTime time, int concurrency, int batch, Service service) {
    this.time = time;
    this.concurrency = concurrency;
    this.batch = batch;
    this.service = service;
  }

  /** Clips {@code c0}, {@code c1}, … of so many seconds. */
  static List<TranscriptionRequest> clips(double... seconds) {
    List<TranscriptionRequest> clips = new ArrayList<>();
    for (double length : seconds) {
      int samples = (int) Math.round(length * TranscriptionRequest.SAMPLE_RATE);
      clips.add(
          new TranscriptionRequest(
              "c" + clips.size(), new float[samples], TranscriptionTask.DEFAULT));
    }
    return clips;
  }

  @Override
  public EffectiveSut effective() {
    return new EffectiveSut("fake", "1", "cpu", "none", "float32", Options.of(Map.of()));
  }

  @Override
  public void prepare(TranscriptionRequest request) throws SutException {
    if (unfit.test(request)) {
      throw new SutException(FailureKind.AUDIO, "no room for " + request.clipId(), "");
    }
  }

  @Override
  public Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress)
      throws SutException {
    int call = calls.getAndIncrement();
    if (call == failing || fails.test(call)) {
      SutException e = new SutException(kind, "call " + call + " failed", "Mend it.");
      throw lost ? e.withSystemLost() : e;
    }
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    time.pass(service.nanos(call, request));
    underWay.decrementAndGet();
    return Transcript.ofText(request.clipId());
  }

  @Override
  public int maxConcurrency() {
    return concurrency;
  }

  @Override
  public int maxBatch() {
    return batch;
  }

  @Override
  public List<Transcript> transcribeBatch(
      List<TranscriptionRequest> requests, TranscriptionProgress progress) throws SutException {
    batches.add(requests.size());
    Transcript first = transcribe(requests.get(0), progress);
    List<Transcript> transcripts = new ArrayList<>(List.of(first));
    requests.stream().skip(1).forEach(r -> transcripts.add(Transcript.ofText(r.clipId())));
    return transcripts;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
