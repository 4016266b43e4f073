package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.backend.onnx.model.CheckedFolder;
import io.humhelix.bench.backend.onnx.model.GraphFile;
import io.humhelix.bench.backend.onnx.model.ModelLocation;
import io.humhelix.bench.backend.onnx.model.ModelReader;
import io.humhelix.bench.backend.onnx.model.WhisperModel;
import io.humhelix.bench.backend.onnx.session.OrtLibrary;
import io.humhelix.bench.backend.onnx.session.PluginLibrary;
import io.humhelix.bench.backend.onnx.session.ProviderCheck;
import io.humhelix.bench.backend.onnx.session.SoftwareDevice;
import io.humhelix.bench.backend.onnx.session.VersionProbe;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds everything that stands in the way of one run config, without loading its model. */
final class OnnxPreflight {

  private final OpenRequest request;
  private final OnnxOptions options;
  private final List<Issue> issues = new ArrayList<>();

  private OnnxPreflight(OpenRequest request) {
    this.request = request;
    this.options = OnnxOptions.of(request.options());
  }

  static Preflight of(OpenRequest request) {
    return new OnnxPreflight(request).run();
  }

  private Preflight run() {
    Optional<OrtLibrary> library = checkLibrary();
    checkDevice(library);
    Optional<WhisperModel> model = checkModel();
    model.ifPresent(
        known -> {
          if (library.isPresent()) {
            checkVersions(known);
          }
          issues.addAll(TaskChecks.of(request.task(), known));
        });
    issues.addAll(DecodingChecks.of(options));
    model.ifPresent(known -> issues.addAll(DecodingChecks.of(options, known)));
    warn();
    return new Preflight(issues, model.map(WhisperModel::files).orElse(List.of()));
  }

  private Optional<OrtLibrary> checkLibrary() {
    try {
      OrtLibrary library = OrtLibrary.load(options.text(OnnxOptions.NATIVE_PATH));
      return Optional.of(library);
    } catch (SutException e) {
      issues.add(Issue.error("native-library-unavailable", e.getMessage(), e.remedy()));
      return Optional.empty();
    }
  }

  private void checkDevice(Optional<OrtLibrary> library) {
    SessionPlan plan = SessionPlan.of(request.spec().device(), options);
    issues.addAll(plan.issues());
    options
        .text(OnnxOptions.EP_LIBRARY)
        .filter(text -> PluginLibrary.parse(text).isEmpty())
        .ifPresent(
            text ->
                issues.add(
                    Issue.error(
                        "option-unsupported",
                        "onnxruntime: option " + OnnxOptions.EP_LIBRARY + " is '" + text + "'.",
                        "Set it to <name>=<path of the library>, such as"
                            + " webgpu=/opt/ep/libonnxruntime_providers_webgpu.so.")));
    if (library.isPresent() && plan.settings().isPresent()) {
      String device = request.spec().device().toString();
      Optional<Issue> unavailable =
          ProviderCheck.check(library.get(), plan.settings().get(), device, options.sources());
      unavailable.ifPresent(issues::add);
      if (unavailable.isEmpty()) {
        SoftwareDevice.of(plan.settings().get().provider())
            .map(name -> SoftwareDevice.issue(name, device, options.allowsSoftwareDevice()))
            .ifPresent(issues::add);
      }
    }
  }

  private Optional<WhisperModel> checkModel() {
    ModelLocation located = ModelLocation.locate(request.spec().model(), request.models());
    located.issue().ifPresent(issues::add);
    if (located.folder().isEmpty()) {
      return Optional.empty();
    }
    ModelReader reading =
        CheckedFolder.read(located.folder().get(), options.graphs(request.spec().computeType()));
    issues.addAll(reading.issues());
    reading
        .model()
        .filter(model -> request.spec().computeType().isDefault())
        .ifPresent(
            model ->
                issues.add(
                    Issue.info(
                        "compute-type-default",
                        "onnxruntime: compute_type default is "
                            + model.graphs().computeType()
                            + " of "
                            + model.folder().getFileName()
                            + ".")));
    return reading.model();
  }

  private void checkVersions(WhisperModel model) {
    for (GraphFile graph : model.graphs().all()) {
      VersionProbe.refusal(graph.signature().irVersion(), graph.signature().opsets())
          .ifPresent(
              reason ->
                  issues.add(
                      Issue.error(
                          "model-invalid",
                          "onnxruntime: "
                              + graph.path()
                              + " is of IR version "
                              + graph.signature().irVersion()
                              + " with operator sets "
                              + graph.signature().opsets()
                              + ", which this ONNX Runtime does not know: "
                              + reason
                              + ".",
                          "Export the model with an older operator set, or use a newer ONNX"
                              + " Runtime.")));
    }
  }

  private void warn() {
    long threads =
        (long) options.integer(OnnxOptions.THREADS) * options.integer(OnnxOptions.INTER_OP_THREADS);
    int processors = Runtime.getRuntime().availableProcessors();
    if (threads > processors) {
      issues.add(
          Issue.warning(
              "threads-oversubscribed",
              "onnxruntime: threads times inter_op_threads is "
                  + threads
                  + ", this process has "
                  + processors
                  + " processors.",
              "ONNX Runtime's threads spin while they wait: use at most the number of"
                  + " processors."));
    }
    if (options.text(OnnxOptions.PROFILE).isPresent()) {
      issues.add(
          Issue.warning(
              "profile-on",
              "onnxruntime: with profile every node of every run is timed, which slows calls.",
              "Leave it out where the speed is measured."));
    }
  }
}
