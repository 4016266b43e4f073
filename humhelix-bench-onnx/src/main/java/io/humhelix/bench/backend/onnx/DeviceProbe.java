package io.humhelix.bench.backend.onnx;

import ai.onnxruntime.OrtException;
import io.humhelix.bench.backend.onnx.runtime.ProviderNodes;
import io.humhelix.bench.backend.onnx.runtime.TrialGraph;
import io.humhelix.bench.backend.onnx.session.CudaLibraries;
import io.humhelix.bench.backend.onnx.session.OrtLibrary;
import io.humhelix.bench.backend.onnx.session.ProviderCheck;
import io.humhelix.bench.backend.onnx.session.SessionSettings;
import io.humhelix.bench.backend.onnx.session.SoftwareDevice;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.SutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries a device without a model: everything that a run config needs, and one small graph. */
final class DeviceProbe {

  private DeviceProbe() {}

  static Availability of(Device device, OnnxOptions options) {
    try {
      OrtLibrary library = OrtLibrary.load(options.text(OnnxOptions.NATIVE_PATH));
      SessionPlan plan = SessionPlan.of(device, options);
      if (plan.settings().isEmpty()) {
        return unavailable(plan.issues().get(0));
      }
      SessionSettings settings = plan.settings().get();
      Optional<Issue> issue =
          ProviderCheck.check(library, settings, device.toString(), options.sources());
      Optional<String> software =
          issue.isPresent() ? Optional.empty() : SoftwareDevice.of(settings.provider());
      if (software.isPresent() && !options.allowsSoftwareDevice()) {
        issue = Optional.of(SoftwareDevice.issue(software.get(), device.toString(), false));
      }
      return issue.isPresent()
          ? unavailable(issue.get())
          : run(device, settings, software, library.version());
    } catch (SutException e) {
      return Availability.unavailable(e.getMessage(), e.remedy());
    }
  }

  private static Availability run(
      Device device, SessionSettings settings, Optional<String> software, String version)
      throws SutException {
    List<ProviderNodes> nodes;
    try {
      nodes = TrialGraph.run(settings::newOptions);
    } catch (OrtException e) {
      return unavailable(
          ProviderCheck.explained(settings, device.toString(), String.valueOf(e.getMessage())));
    }
    NodeAssignment assignment =
        new NodeAssignment(
            settings.provider(), nodes, Map.of(TrialGraph.NAME, TrialGraph.OPERATORS));
    Optional<SutException> refusal = assignment.refusal(device.toString());
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    Object cudnn = settings.provider().isCuda() ? CudaLibraries.inUse().get("cudnn") : null;
    return Availability.available(
        device
            + ", one matrix product and one convolution on "
            + settings.provider().displayed()
            + software.map(name -> " on " + name + " (software device)").orElse("")
            + " of ONNX Runtime "
            + version
            + (cudnn == null ? "" : ", cuDNN " + cudnn));
  }

  private static Availability unavailable(Issue issue) {
    return Availability.unavailable(issue.message(), issue.remedy());
  }
}
