package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtSession;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A graph that the C API runs. */
final class NativeGraph implements Graph {

  private final OrtApi api;
  private final OrtSession session;
  private final String name;

  NativeGraph(OrtApi api, OrtSession session, String name) {
    this.api = api;
    this.session = session;
    this.name = name;
    LiveObjects.opened();
  }

  Pointer handle() {
    return NativeHandles.of(session);
  }

  @Override
  public Call call(List<String> inputs, List<String> outputs) {
    return new NativeCall(inputs, outputs);
  }

  @Override
  public List<ProviderNodes> assignment() throws SutException {
    return assignment(api, session, name);
  }

  /** Asks which provider got which nodes of a session, however it is run. */
  static List<ProviderNodes> assignment(OrtApi api, OrtSession session, String name)
      throws SutException {
    if (!api.has(OrtFunction.SESSION_GET_EP_GRAPH_ASSIGNMENT_INFO)) {
      return List.of();
    }
    String what = "Reading the assignment of nodes";
    Map<String, SortedMap<String, Integer>> providers = new TreeMap<>();
    for (Pointer part :
        api.array(
            OrtFunction.SESSION_GET_EP_GRAPH_ASSIGNMENT_INFO, what, NativeHandles.of(session))) {
      String provider =
          api.out(OrtFunction.EP_ASSIGNED_SUBGRAPH_GET_EP_NAME, what, part).getString(0);
      SortedMap<String, Integer> operators =
          providers.computeIfAbsent(provider, key -> new TreeMap<>());
      for (Pointer node : api.array(OrtFunction.EP_ASSIGNED_SUBGRAPH_GET_NODES, what, part)) {
        String operator =
            api.out(OrtFunction.EP_ASSIGNED_NODE_GET_OPERATOR_TYPE, what, node).getString(0);
        operators.merge(operator, 1, Integer::sum);
      }
    }
    List<ProviderNodes> result = new ArrayList<>();
    providers.forEach((provider, nodes) -> result.add(new ProviderNodes(name, provider, nodes)));
    return List.copyOf(result);
  }

  @Override
  public void close() {
    Engine.close(session);
    LiveObjects.closed();
  }

  /** The arrays that {@code OrtApi::Run} takes, made once and filled for each run. */
  private final class NativeCall implements Call {

    private final List<Memory> names = new ArrayList<>();
    private final Memory inputNames;
    private final Memory outputNames;
    private final Memory inputs;
    private final Memory outputs;
    private final Object[] arguments;
    private final int inputCount;
    private final int outputCount;

    NativeCall(List<String> inputs, List<String> outputs) {
      this.inputCount = inputs.size();
      this.outputCount = outputs.size();
      this.inputNames = names(inputs);
      this.outputNames = names(outputs);
      this.inputs = pointers(inputCount);
      this.outputs = pointers(outputCount);
      this.arguments =
          new Object[] {
            handle(),
            Pointer.NULL,
            inputNames,
            this.inputs,
            (long) inputCount,
            outputNames,
            (long) outputCount,
            this.outputs
          };
      LiveObjects.opened();
    }

    @Override
    public void run(Tensor[] given, Tensor[] wanted) throws SutException {
      fill(inputs, given, inputCount);
      fill(outputs, wanted, outputCount);
      long status = api.status(OrtFunction.RUN, arguments);
      if (status != 0) {
        throw api.failure(new Pointer(status), "Running " + name);
      }
    }

    private void fill(Memory array, Tensor[] tensors, int count) {
      if (tensors.length != count) {
        throw new IllegalArgumentException(tensors.length + " tensors for " + count + " names");
      }
      for (int i = 0; i < count; i++) {
        array.setPointer((long) i * Native.POINTER_SIZE, ((NativeTensor) tensors[i]).value());
      }
    }

    private Memory names(List<String> strings) {
      Memory array = pointers(strings.size());
      for (int i = 0; i < strings.size(); i++) {
        byte[] bytes = Native.toByteArray(strings.get(i), "UTF-8");
        Memory string = new Memory(bytes.length);
        string.write(0, bytes, 0, bytes.length);
        names.add(string);
        array.setPointer((long) i * Native.POINTER_SIZE, string);
      }
      return array;
    }

    private Memory pointers(int count) {
      return new Memory((long) Math.max(1, count) * Native.POINTER_SIZE);
    }

    @Override
    public void close() {
      if (inputs.valid()) {
        List.of(inputNames, outputNames, inputs, outputs).forEach(Memory::close);
        names.forEach(Memory::close);
        LiveObjects.closed();
      }
    }
  }
}
