package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OrtSession.SessionOptions;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.humhelix.bench.spi.SutException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls every function of the C API that is in use, with results that are known, before any is
 * relied on.
 */
final class SelfTest {

  private static final String WHAT = "Self-test";

  private final OrtApi api;
  private final Engine engine;

  private SelfTest(OrtApi api, Engine engine) {
    this.api = api;
    this.engine = engine;
  }

  /**
   * Runs it.
   *
   * @throws ReflectiveOperationException what is not as it should be
   * @throws SutException what ONNX Runtime reported
   */
  static void run(OrtApi api, Engine engine) throws ReflectiveOperationException, SutException {
    SelfTest test = new SelfTest(api, engine);
    test.errors();
    test.memory();
    test.arenas();
    test.graph();
  }

  private void errors() throws ReflectiveOperationException {
    int code = 2;
    String text = "no error";
    try (Memory message = new Memory(text.length() + 1L)) {
      message.setString(0, text);
      Pointer status = api.pointer(OrtFunction.CREATE_STATUS, code, message);
      boolean fits =
          api.number(OrtFunction.GET_ERROR_CODE, status) == code
              && api.pointer(OrtFunction.GET_ERROR_MESSAGE, status).getString(0).equals(text);
      api.release(OrtFunction.RELEASE_STATUS, status);
      require(fits, "a status is not what it was made of");
    }
  }

  private void memory() throws ReflectiveOperationException, SutException {
    Pointer host = api.out(OrtFunction.GET_ALLOCATOR_WITH_DEFAULT_OPTIONS, WHAT);
    Pointer info = api.out(OrtFunction.ALLOCATOR_GET_INFO, WHAT, host);
    String name = api.out(OrtFunction.MEMORY_INFO_GET_NAME, WHAT, info).getString(0);
    require(name.equals("Cpu"), "host memory is called " + name);
  }

  private void arenas() throws ReflectiveOperationException {
    ArenaPlan host = new ArenaPlan(true, Optional.empty());
    boolean first;
    boolean again;
    try (SharedArenas arenas = SharedArenas.register(engine, host)) {
      first = arenas.shared();
    }
    try (SharedArenas arenas = SharedArenas.register(engine, host)) {
      again = arenas.shared();
    }
    // A host program may have registered its own: then none of ours is, at either time.
    require(first == again, "an arena that was withdrawn is still there");
  }

  private void graph() throws ReflectiveOperationException, SutException {
    byte[] model = GatherModel.of(1, 0, Format.FLOAT32);
    try (Graph graph =
            engine.load(model, "self-test", GraphRole.GATHERER, role -> new SessionOptions());
        Tensors tensors = engine.tensors(graph, Optional.empty());
        Graph.Call call =
            graph.call(
                List.of(GatherModel.input(0), GatherModel.INDICES),
                List.of(GatherModel.output(0)));
        Tensor data = tensors.host(Format.FLOAT32, 3, 1);
        Tensor indices = tensors.host(Format.INT64, 2);
        Tensor picked = tensors.resident(Format.FLOAT32, 2, 1);
        Tensor swapped = tensors.host(Format.FLOAT32, 2, 1)) {
      data.bytes().asFloatBuffer().put(new float[] {5, 6, 7});
      indices.bytes().asLongBuffer().put(new long[] {1, 0});
      call.run(new Tensor[] {data, indices}, new Tensor[] {picked});
      call.run(new Tensor[] {picked, indices}, new Tensor[] {swapped});
      float[] result = new float[2];
      swapped.bytes().asFloatBuffer().get(result);
      require(Arrays.equals(result, new float[] {5, 6}), "a graph gave " + Arrays.toString(result));
      List<ProviderNodes> nodes = graph.assignment();
      require(
          nodes.isEmpty()
              || nodes.size() == 1 && nodes.get(0).operators().equals(Map.of("Gather", 1)),
          "a graph of one node was assigned as " + nodes);
    }
  }

  private static void require(boolean condition, String found) throws ReflectiveOperationException {
    if (!condition) {
      throw new ReflectiveOperationException("its self-test failed: " + found);
    }
  }
}
