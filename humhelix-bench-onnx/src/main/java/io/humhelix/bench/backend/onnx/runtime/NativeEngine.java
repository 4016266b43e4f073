package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import com.sun.jna.Pointer;
import io.humhelix.bench.spi.SutException;
import java.util.Optional;

/** Drives ONNX Runtime through its C API: resident tensors stay on the device. */
final class NativeEngine extends Engine {

  private final OrtApi api;

  NativeEngine(OrtEnvironment environment, OrtApi api) {
    super(environment);
    this.api = api;
  }

  OrtApi api() {
    return api;
  }

  @Override
  String description() {
    return "C API";
  }

  @Override
  void direct(SessionOptions options) throws OrtException, SutException {
    direct(api, options);
  }

  static void direct(OrtApi api, SessionOptions options) throws OrtException, SutException {
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING);
    api.call(
        OrtFunction.SET_USER_LOGGING_FUNCTION,
        "Setting the log function",
        NativeHandles.of(options),
        SessionLog.INSTANCE,
        Pointer.NULL);
  }

  @Override
  Graph graph(OrtSession session, String name) {
    return new NativeGraph(api, session, name);
  }

  @Override
  Tensors tensors(Graph graph, Optional<DeviceMemory> memory) throws SutException {
    return NativeTensors.open(api, (NativeGraph) graph, memory);
  }
}
