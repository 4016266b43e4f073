package io.humhelix.bench.benchmarks;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutProvider;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * Keeps a backend loaded and transcribes the clips that its standard input names, one a line, so
 * that {@code paired.py} can call several engines in turn. It answers each with the seconds of the
 * call, what the backend tells of its phases, and the text, separated by tabs. Arguments: backend,
 * models folder, model, compute type, device, and any options as {@code name=value}.
 */
final class TranscriptionLoop {

  private TranscriptionLoop() {}

  /** Runs until the input ends. */
  public static void main(String[] arguments) throws Exception {
    SutSpec spec =
        SutSpec.of("loop", arguments[0], arguments[2])
            .withComputeType(arguments[3])
            .withDevice(arguments[4]);
    spec = withOptions(spec, Arrays.asList(arguments).subList(5, arguments.length));
    TranscriptionTask task = TranscriptionTask.transcribe("en");
    OpenRequest request =
        new OpenRequest(
            spec, Options.of(spec.options().asMap()), Optional.of(Path.of(arguments[1])), task);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (Sut sut = provider(arguments[0]).open(request)) {
      out.println("ready\t" + sut.effective());
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String clip = in.readLine(); clip != null; clip = in.readLine()) {
        out.println(answer(sut, task, Path.of(clip)));
      }
    }
  }

  private static String answer(Sut sut, TranscriptionTask task, Path clip) throws Exception {
    TranscriptionRequest call = new TranscriptionRequest(clip.toString(), Samples.of(clip), task);
    long start = System.nanoTime();
    Transcript transcript = sut.transcribe(call, new Silent());
    long end = System.nanoTime();
    String phases =
        transcript.phases().stream()
            .map(phase -> phase.name() + "=" + seconds(phase))
            .collect(Collectors.joining(" "));
    String text = transcript.text().strip().replaceAll("\\s+", " ");
    return (end - start) / 1e9 + "\t" + phases + "\t" + text;
  }

  private static double seconds(Phase phase) {
    return phase.nanos() / 1e9;
  }

  /** Options as {@code name=value}. */
  static SutSpec withOptions(SutSpec spec, List<String> options) {
    SutSpec with = spec;
    for (String option : options) {
      int split = option.indexOf('=');
      with = with.withOption(option.substring(0, split), value(option.substring(split + 1)));
    }
    return with;
  }

  private static Object value(String text) {
    if (text.matches("-?\\d+")) {
      return Long.valueOf(text);
    }
    if (text.matches("-?\\d+\\.\\d+")) {
      return Double.valueOf(text);
    }
    return text.matches("true|false") ? Boolean.valueOf(text) : (Object) text;
  }

  private static SutProvider provider(String id) throws IOException {
    return ServiceLoader.load(SutProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IOException("No backend " + id + " on the class path"));
  }

  private static final class Silent implements TranscriptionProgress {
    @Override
    public void segmentsReadable() {}

    @Override
    public void segment(Segment segment) {}
  }
}
