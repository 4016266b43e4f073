package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.humhelix.bench.spi.SutException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Drives ONNX Runtime through its Java API alone, the plain loop. Tensors always lie in host
 * memory: with a device, ONNX Runtime copies the whole cache there and back at every token.
 */
final class JavaEngine extends Engine {

  private final Optional<OrtApi> api;

  JavaEngine(OrtEnvironment environment) {
    this(environment, Optional.empty());
  }

  /** The C API only tells where nodes run, and takes log lines. */
  JavaEngine(OrtEnvironment environment, Optional<OrtApi> api) {
    super(environment);
    this.api = api;
  }

  @Override
  String description() {
    return "Java API";
  }

  /** The Java API has no way to receive log lines, and standard error is not ours. */
  @Override
  void direct(SessionOptions options) throws OrtException, SutException {
    if (api.isPresent()) {
      NativeEngine.direct(api.get(), options);
      return;
    }
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
  }

  @Override
  Graph graph(OrtSession session, String name) {
    return new JavaGraph(api, session, name);
  }

  @Override
  Tensors tensors(Graph graph, Optional<DeviceMemory> memory) {
    return new JavaTensors();
  }

  private final class JavaTensors implements Tensors {

    @Override
    public Tensor host(Format format, long... shape) throws SutException {
      return JavaTensor.host(environment, format, shape);
    }

    @Override
    public Tensor resident(Format format, long... shape) throws SutException {
      // ONNX Runtime allocates what it fills; what it only reads is empty here.
      return format.bytes(shape) == 0 ? host(format, shape) : new JavaTensor(format, shape);
    }

    @Override
    public String place() {
      return "Cpu";
    }

    @Override
    public boolean residentOnHost() {
      return true;
    }

    @Override
    public void close() {}
  }

  private record JavaGraph(Optional<OrtApi> api, OrtSession session, String name) implements Graph {

    JavaGraph {
      LiveObjects.opened();
    }

    @Override
    public Call call(List<String> inputs, List<String> outputs) {
      return new JavaCall(session, name, List.copyOf(inputs), List.copyOf(outputs));
    }

    @Override
    public List<ProviderNodes> assignment() throws SutException {
      return api.isPresent() ? NativeGraph.assignment(api.get(), session, name) : List.of();
    }

    @Override
    public void close() {
      Engine.close(session);
      LiveObjects.closed();
    }
  }

  private record JavaCall(
      OrtSession session, String name, List<String> inputs, List<String> outputs)
      implements Graph.Call {

    @Override
    public void run(Tensor[] given, Tensor[] wanted) throws SutException {
      Map<String, OnnxTensor> feeds = new HashMap<>();
      for (int i = 0; i < given.length; i++) {
        feeds.put(inputs.get(i), ((JavaTensor) given[i]).value());
      }
      Map<String, OnnxValue> filled = new HashMap<>();
      Set<String> made = new HashSet<>();
      for (int i = 0; i < wanted.length; i++) {
        JavaTensor tensor = (JavaTensor) wanted[i];
        if (tensor.isThere()) {
          filled.put(outputs.get(i), tensor.value());
        } else {
          made.add(outputs.get(i));
        }
      }
      try {
        // Not closed: it would close the tensors, which their JavaTensors own from here on.
        OrtSession.Result result = session.run(feeds, made, filled);
        for (int i = 0; i < wanted.length; i++) {
          JavaTensor tensor = (JavaTensor) wanted[i];
          if (!tensor.isThere()) {
            tensor.take((OnnxTensor) result.get(outputs.get(i)).orElseThrow());
          }
        }
      } catch (OrtException e) {
        throw Failures.running("Running " + name, e);
      }
    }

    @Override
    public void close() {}
  }
}
