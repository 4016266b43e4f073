package io.humhelix.bench.backend.fasterwhisper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.gpu.LibraryFolders;
import io.humhelix.bench.gpu.MissingLibraries;
import io.humhelix.bench.gpu.MissingLibraries.Explanation;
import io.humhelix.bench.internal.program.ProgramClient;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.SutException;
import java.time.Duration;
import java.util.Optional;

/** Tries a device without a model, in a Python process of its own. */
final class DeviceTrial {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private DeviceTrial() {}

  static Availability of(Device device, FasterWhisperOptions options) {
    try {
      Interpreter interpreter = Interpreter.ask(options);
      if (!device.kind().equals("cuda")) {
        return Availability.available(
            device + ", " + interpreter.version() + ", " + interpreter.computeTypes().get("cpu"));
      }
      LibraryFolders folders = CudaLibraries.folders(options, interpreter);
      Optional<Explanation> why = reason(device, interpreter, folders);
      return why.isPresent()
          ? Availability.unavailable(why.get().message() + ".", why.get().remedy())
          : step(device, options, CudaLibraries.of(interpreter, folders));
    } catch (SutException e) {
      return Availability.unavailable(e.getMessage(), e.remedy());
    }
  }

  /** Why CTranslate2 cannot work on a device of CUDA, told without a step on it. */
  static Optional<Explanation> reason(
      Device device, Interpreter interpreter, LibraryFolders folders) {
    int index = device.index().orElse(0);
    if (interpreter.cudaDevices() == 0) {
      return Optional.of(CudaLibraries.noDevice(interpreter, folders));
    }
    if (index >= interpreter.cudaDevices()) {
      int last = interpreter.cudaDevices() - 1;
      return Optional.of(
          new Explanation(
              "CTranslate2 sees " + (last == 0 ? "cuda:0 alone" : "cuda:0 to cuda:" + last),
              "Use one of these: nvidia-smi -L lists the cards, CUDA_VISIBLE_DEVICES can hide"
                  + " some."));
    }
    return MissingLibraries.explain(CudaLibraries.of(interpreter, folders).missing(), folders);
  }

  private static Availability step(
      Device device, FasterWhisperOptions options, CudaLibraries libraries) throws SutException {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("device", device.toString());
    request.set("preload", Interpreter.json(libraries.asRequest()));
    try (ProgramClient client = Interpreter.start(options)) {
      client.hello(options.startTimeout());
      JsonNode tried = client.ask("try_device", request, LIMIT, "trying device " + device);
      String driver = tried.path("driver").asText("");
      return Availability.available(
          device
              + ", one matrix product on "
              + tried.path("name").asText()
              + (driver.isEmpty() ? "" : ", driver for CUDA " + driver)
              + ", "
              + tried.path("libraries").asText());
    }
  }
}
