package io.humhelix.bench.backend.http;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the harness would ask of the backend. */
final class Requests {

  private Requests() {}

  static SutSpec spec(String url) {
    return SutSpec.of("server", HttpProvider.ID, "whisper-1")
        .withDevice("remote")
        .withOption("url", url);
  }

  /** Returns a request with the declared defaults filled in, as the harness does. */
  static OpenRequest of(SutSpec spec, TranscriptionTask task) {
    Options options = spec.options();
    for (OptionSpec known : HttpOptions.SPECS) {
      if (options.get(known.name()).isEmpty() && known.defaultValue().isPresent()) {
        options = options.with(known.name(), known.defaultValue().get());
      }
    }
    return new OpenRequest(spec, options, Optional.empty(), task);
  }

  static OpenRequest of(SutSpec spec) {
    return of(spec, TranscriptionTask.DEFAULT);
  }

  static Sut open(SutSpec spec) throws SutException {
    return open(spec, TranscriptionTask.DEFAULT);
  }

  static Sut open(SutSpec spec, TranscriptionTask task) throws SutException {
    return provider(Map.of()).open(of(spec, task));
  }

  static HttpProvider provider(Map<String, String> environment) {
    return new HttpProvider(environment::get);
  }

  static List<String> errors(Preflight preflight) {
    return preflight.issues().stream()
        .filter(i -> i.severity() == Severity.ERROR)
        .map(Issue::code)
        .toList();
  }

  /** Returns a call of half a second of a tone. */
  static TranscriptionRequest call(TranscriptionTask task) {
    float[] samples = new float[8_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Math.round(16_000 * Math.sin(i * 0.1)) / 32_768f;
    }
    return new TranscriptionRequest("c0", samples, task);
  }

  static TranscriptionRequest call() {
    return call(TranscriptionTask.DEFAULT);
  }

  /** Notes what it is told. */
  static final class Noted implements TranscriptionProgress {
    final List<String> moments = new ArrayList<>();

    @Override
    public void segmentsReadable() {
      moments.add("readable");
    }

    @Override
    public void segment(Segment segment) {
      moments.add("segment " + segment.text());
    }

    @Override
    public void partialText(String text) {
      moments.add("partial " + text);
    }
  }
}
