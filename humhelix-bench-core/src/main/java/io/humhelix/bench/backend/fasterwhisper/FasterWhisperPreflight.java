package io.humhelix.bench.backend.fasterwhisper;

import io.humhelix.bench.internal.process.AllowedEnvironment;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds everything that stands in the way of one run config, without loading its model. */
final class FasterWhisperPreflight {

  private final SutSpec spec;
  private final List<Issue> issues = new ArrayList<>();

  private FasterWhisperPreflight(SutSpec spec) {
    this.spec = spec;
  }

  static Preflight of(OpenRequest request) {
    FasterWhisperOptions options = new FasterWhisperOptions(request.options());
    FasterWhisperPreflight check = new FasterWhisperPreflight(request.spec());
    Map<String, String> repositories = Map.of();
    try {
      Interpreter interpreter = Interpreter.ask(options);
      check.device(interpreter);
      check.computeType(interpreter);
      repositories = interpreter.repositories();
    } catch (SutException e) {
      // probe(options) tells why; the model is looked for all the same.
    }
    FasterWhisperModel model =
        FasterWhisperModel.locate(
            request,
            options.downloadRoot(),
            repositories,
            AllowedEnvironment.of(System.getenv(), options.passEnvironment()));
    model.issue().ifPresent(check.issues::add);
    if (model.folder().isPresent()) {
      try {
        check.issues.addAll(PromptTokens.issues(options, model.folder().get()));
      } catch (SutException e) {
        // probe(options) tells why there is no interpreter.
      }
    }
    List<Path> files = model.files();
    return new Preflight(check.issues, files);
  }

  private void device(Interpreter interpreter) {
    int index = spec.device().index().orElse(0);
    if (spec.device().kind().equals("cuda") && index >= interpreter.cudaDevices()) {
      issues.add(
          Issue.error(
              "device-unavailable",
              "faster-whisper: device '"
                  + spec.device()
                  + "' was requested, but CTranslate2 sees "
                  + (interpreter.cudaDevices() == 0
                      ? "no CUDA device"
                      : interpreter.cudaDevices() + " CUDA devices")
                  + " ("
                  + interpreter.version()
                  + ", "
                  + interpreter.python()
                  + ").",
              "Check the driver, CUDA_VISIBLE_DEVICES and that CTranslate2 was built with CUDA, or"
                  + " use device: cpu."));
    }
  }

  private void computeType(Interpreter interpreter) {
    Set<String> supported = interpreter.computeTypes().get(spec.device().kind());
    String asked = spec.computeType().canonical();
    if (supported != null
        && !spec.computeType().isDefault()
        && !asked.equals("auto")
        && !supported.contains(asked)) {
      issues.add(
          Issue.error(
              "compute-type-unsupported",
              "faster-whisper: compute_type '"
                  + spec.computeType()
                  + "' was requested, but CTranslate2 supports "
                  + String.join(", ", supported)
                  + " on "
                  + spec.device()
                  + " here.",
              "Use one of these."));
    }
  }
}
