package io.humhelix.bench.backend.fasterwhisper;

import io.humhelix.bench.internal.process.AllowedEnvironment;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Files;
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
    check.cudaFolders(options);
    try {
      Interpreter interpreter = Interpreter.ask(options);
      check.device(options, interpreter);
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

  private void cudaFolders(FasterWhisperOptions options) {
    for (Path folder : options.cudaLibraries()) {
      if (!Files.isDirectory(folder)) {
        issues.add(
            Issue.error(
                "cuda-libraries-missing",
                "faster-whisper: option cuda_libraries: there is no folder '" + folder + "'.",
                "Name the folder that has libcublas.so.12, by its whole path."));
      }
    }
  }

  private void device(FasterWhisperOptions options, Interpreter interpreter) {
    if (!spec.device().kind().equals("cuda")) {
      return;
    }
    DeviceTrial.reason(spec.device(), interpreter, CudaLibraries.folders(options, interpreter))
        .ifPresent(
            why ->
                issues.add(
                    Issue.error(
                        "device-unavailable",
                        "faster-whisper: device '"
                            + spec.device()
                            + "' was requested: "
                            + why.message()
                            + " ("
                            + interpreter.version()
                            + ", "
                            + interpreter.python()
                            + ").",
                        why.remedy())));
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
