package io.humhelix.bench.testkit;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OpeningProgress;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The backend under check and what it is asked for.
 *
 * @param provider makes a provider
 * @param spec what is opened
 * @param modelGiven whether the author named a model, so that a missing one means something
 * @param models folder of models
 * @param task what calls ask for
 * @param speech samples to call with
 * @param longSeconds length of the long clip
 * @param deadline of a check
 */
record ContractSubject(
    Supplier<? extends SutProvider> provider,
    SutSpec spec,
    boolean modelGiven,
    Optional<Path> models,
    TranscriptionTask task,
    float[] speech,
    int longSeconds,
    Duration deadline) {

  private static final OpeningProgress NOT_TIMED = () -> {};

  /** Told of nothing. */
  static final TranscriptionProgress SILENT =
      new TranscriptionProgress() {
        @Override
        public void segmentsReadable() {}

        @Override
        public void segment(Segment segment) {}
      };

  static ContractSubject of(Supplier<? extends SutProvider> provider) {
    return new ContractSubject(
        provider,
        SutSpec.of("contract", "contract", "none"),
        false,
        Optional.empty(),
        TranscriptionTask.DEFAULT,
        SpeechLike.seconds(3),
        35,
        Duration.ofMinutes(2));
  }

  ContractSubject withSpec(SutSpec other) {
    return new ContractSubject(
        provider, other, modelGiven, models, task, speech, longSeconds, deadline);
  }

  ContractSubject withModelGiven() {
    return new ContractSubject(provider, spec, true, models, task, speech, longSeconds, deadline);
  }

  ContractSubject withModels(Path folder) {
    return new ContractSubject(
        provider, spec, modelGiven, Optional.of(folder), task, speech, longSeconds, deadline);
  }

  ContractSubject withTask(TranscriptionTask other) {
    return new ContractSubject(
        provider, spec, modelGiven, models, other, speech, longSeconds, deadline);
  }

  ContractSubject withSpeech(float[] samples) {
    return new ContractSubject(
        provider, spec, modelGiven, models, task, samples, longSeconds, deadline);
  }

  ContractSubject withLongSeconds(int seconds) {
    return new ContractSubject(provider, spec, modelGiven, models, task, speech, seconds, deadline);
  }

  ContractSubject withDeadline(Duration limit) {
    return new ContractSubject(
        provider, spec, modelGiven, models, task, speech, longSeconds, limit);
  }

  /** Returns the request that a harness would make: given options, and the declared defaults. */
  OpenRequest request(SutProvider of) {
    return request(of, spec);
  }

  OpenRequest request(SutProvider of, SutSpec asked) {
    Options options = asked.options();
    for (OptionSpec option : of.options()) {
      if (option.defaultValue().isPresent() && options.get(option.name()).isEmpty()) {
        options = options.with(option.name(), option.defaultValue().get());
      }
    }
    return new OpenRequest(asked.withBackend(of.id()), options, models, task);
  }

  Sut open() throws SutException {
    SutProvider fresh = provider.get();
    Sut sut = fresh.open(request(fresh), NOT_TIMED);
    ContractBroken.unless(sut != null, "open returned null", "Return a live system, or throw.");
    return sut;
  }

  Transcript call(Sut sut, float[] samples) throws SutException {
    return call(sut, samples, SILENT);
  }

  Transcript call(Sut sut, float[] samples, TranscriptionProgress progress) throws SutException {
    TranscriptionRequest request = new TranscriptionRequest("contract", samples, task);
    sut.prepare(request);
    Transcript transcript = sut.transcribe(request, progress);
    ContractBroken.unless(
        transcript != null,
        "transcribe returned null",
        "Return a transcript; without speech, one with an empty text.");
    return transcript;
  }

  ContractCheck check(String id, String promise, Body body) {
    return new ContractCheck(
        id,
        promise,
        deadline,
        () -> {
          body.run();
          return ContractOutcome.KEPT;
        });
  }

  /** What a check does: it returns if the promise is kept. */
  @FunctionalInterface
  interface Body {
    void run() throws Exception;
  }
}
