package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.backend.onnx.runtime.EditedModels;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a harness does with {@code device: webgpu}, in a JVM of its own: checks a run config, opens
 * the model and transcribes a clip.
 */
final class WebGpuProgram {

  private WebGpuProgram() {}

  /**
   * Runs it.
   *
   * @param arguments the native build, a folder for models, the compute type, and {@code allowed}
   *     where a software device is
   */
  public static void main(String[] arguments) throws Exception {
    Path models = Path.of(arguments[1]);
    boolean isFloat = arguments[2].equals("float32");
    EditedModels model =
        new EditedModels(Files.createDirectories(models.resolve("whisper-tiny.en")));
    if (isFloat) {
      model.makeFloat();
    }
    SutSpec spec =
        SutSpec.of("tiny.en", OnnxRuntimeProvider.ID, "tiny.en")
            .withComputeType(arguments[2])
            .withDevice("webgpu")
            .withOption("native_path", arguments[0])
            .withOption("allow_software_device", arguments[3].equals("allowed"))
            .withOption("threads", 1);
    OpenRequest request =
        new OpenRequest(
            spec,
            Options.of(spec.options().asMap()),
            Optional.of(models),
            TranscriptionTask.transcribe("en"));
    OnnxRuntimeProvider provider = new OnnxRuntimeProvider();
    System.out.println("probe " + provider.probe(request.options()).detail());
    System.out.println("device " + provider.probeDevice(Device.parse("webgpu"), request.options()));
    for (Issue issue : provider.preflight(request).issues()) {
      System.out.println("issue " + issue.text());
    }
    try (Sut sut = provider.open(request)) {
      System.out.println("effective " + sut.effective());
      long start = System.nanoTime();
      Transcript transcript =
          sut.transcribe(Requests.call(Speech.samples("5s.wav")), new Requests.Recorder());
      System.out.println("text " + transcript.text());
      System.out.println("seconds " + (System.nanoTime() - start) / 1_000_000_000.0);
    } catch (SutException e) {
      System.out.println("refused " + e.getMessage() + " " + e.remedy());
    }
  }
}
