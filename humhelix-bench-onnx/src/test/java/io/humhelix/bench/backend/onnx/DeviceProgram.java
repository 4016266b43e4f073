package io.humhelix.bench.backend.onnx;

import io.humhelix.bench.backend.onnx.runtime.EditedModels;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a harness does with a device, in a JVM of its own: tries the device, checks a run config,
 * opens the model and transcribes a clip. It prints a line for each.
 */
final class DeviceProgram {

  private DeviceProgram() {}

  /**
   * Runs it.
   *
   * @param arguments the device, a folder for models, the compute type, and options of the backend
   *     as {@code name=value}
   */
  public static void main(String[] arguments) throws Exception {
    Path models = Path.of(arguments[1]);
    EditedModels model =
        new EditedModels(Files.createDirectories(models.resolve("whisper-tiny.en")));
    if (arguments[2].equals("float32")) {
      model.makeFloat();
    }
    SutSpec spec =
        SutSpec.of("tiny.en", OnnxRuntimeProvider.ID, "tiny.en")
            .withDevice(arguments[0])
            .withComputeType(arguments[2])
            .withOption("threads", 1);
    for (String option : List.of(arguments).subList(3, arguments.length)) {
      String[] parts = option.split("=", 2);
      spec = spec.withOption(parts[0], parts[1].equals("true") ? Boolean.TRUE : parts[1]);
    }
    OpenRequest request =
        new OpenRequest(
            spec,
            Options.of(spec.options().asMap()),
            Optional.of(models),
            TranscriptionTask.transcribe("en"));
    OnnxRuntimeProvider provider = new OnnxRuntimeProvider();
    System.out.println("probe " + provider.probe(request.options()).detail());
    Availability tried = provider.probeDevice(spec.device(), request.options()).orElseThrow();
    System.out.println("device " + tried.available() + " " + tried.detail());
    for (Issue issue : provider.preflight(request).issues()) {
      System.out.println("issue " + issue.severity() + " " + issue.text());
    }
    try (Sut sut = provider.open(request)) {
      System.out.println("provider " + sut.effective().executionProvider());
      System.out.println("options " + sut.effective().options());
      long start = System.nanoTime();
      Transcript transcript =
          sut.transcribe(Requests.call(Speech.samples("5s.wav")), new Requests.Recorder());
      System.out.println("text " + transcript.text().strip());
      System.out.println("milliseconds " + (System.nanoTime() - start) / 1_000_000);
    } catch (SutException e) {
      System.out.println("refused " + e.kind() + " " + e.getMessage() + " " + e.remedy());
    }
  }
}
