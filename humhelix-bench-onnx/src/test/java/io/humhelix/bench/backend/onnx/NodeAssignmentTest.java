package io.humhelix.bench.backend.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.onnx.runtime.ProviderNodes;
import io.humhelix.bench.backend.onnx.session.ExecutionProvider;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NodeAssignmentTest {

  private static final ProviderNodes ENCODER =
      nodes("encoder_model.onnx", "CUDA", Map.of("MatMul", 32, "Conv", 2, "Add", 16));

  private static final ProviderNodes SHAPES =
      nodes("encoder_model.onnx", "CPU", Map.of("Shape", 4, "Gather", 8));

  @Test
  void toShapesOnTheProcessorNobodyObjects() {
    NodeAssignment cuda = assignment(ExecutionProvider.CUDA, List.of(ENCODER, SHAPES));
    assertEquals("CUDA (all 34 matrix operations), CPU (12 nodes)", cuda.described());
    assertEquals(Optional.empty(), cuda.refusal("cuda"));
    assertEquals(0, cuda.elsewhere());
  }

  @Test
  void refusesIfTheWorkIsDoneElsewhere() {
    ProviderNodes decoder =
        nodes("decoder_q.onnx", "CPU", Map.of("MatMulInteger", 60, "DynamicQuantizeLinear", 60));
    ProviderNodes rest = nodes("decoder_q.onnx", "CUDA", Map.of("MatMul", 8, "Add", 500));
    NodeAssignment cuda =
        assignment(ExecutionProvider.CUDA, List.of(ENCODER, SHAPES, decoder, rest));
    SutException refusal = cuda.refusal("cuda:0").orElseThrow();
    assertEquals(FailureKind.DEVICE, refusal.kind());
    assertTrue(
        refusal
            .getMessage()
            .contains(
                "'cuda:0' was requested, but of the 60 MatMulInteger operations of decoder_q.onnx CUDA"
                    + " got 0; the others would run on other providers"),
        refusal.getMessage());
    assertTrue(refusal.remedy().contains("float16"), refusal.remedy());
    assertEquals(60, cuda.elsewhere());
  }

  @Test
  void refusesIfTheProviderGotNothing() {
    ProviderNodes all = nodes("encoder_model.onnx", "CPU", Map.of("MatMul", 32));
    assertTrue(assignment(ExecutionProvider.COREML, List.of(all)).refusal("coreml").isPresent());
    assertEquals(Optional.empty(), assignment(ExecutionProvider.CPU, List.of(all)).refusal("cpu"));
  }

  @Test
  void neverGoesOnWithoutKnowing() {
    NodeAssignment unknown = assignment(ExecutionProvider.CUDA, List.of());
    assertTrue(unknown.refusal("cuda").orElseThrow().getMessage().contains("does not report"));
    assertEquals("CUDA", unknown.described());
    assertEquals(Optional.empty(), assignment(ExecutionProvider.CPU, List.of()).refusal("cpu"));
  }

  @Test
  void tensorRtMayLeaveNodesToCuda() {
    ProviderNodes engine = nodes("encoder_model.onnx", "Tensorrt", Map.of("MatMul", 2));
    NodeAssignment tensorRt = assignment(ExecutionProvider.TENSORRT, List.of(engine, ENCODER));
    assertEquals(Optional.empty(), tensorRt.refusal("cuda"));
    assertEquals("TensorRT (all 36 matrix operations), CUDA (50 nodes)", tensorRt.described());
    assertTrue(
        assignment(ExecutionProvider.TENSORRT, List.of(ENCODER))
            .refusal("cuda")
            .orElseThrow()
            .getMessage()
            .contains("TensorRT got nothing"));
  }

  /**
   * As of ONNX Runtime 1.27's WebGPU on tiny.en: of the nodes that WebGPU got before it changed the
   * layout nothing is told.
   */
  @Test
  void whatNoOtherProviderGotIsTheRequestedOnes() {
    ProviderNodes own = nodes("encoder_model.onnx", "WebGpu", Map.of("Transpose", 1));
    ProviderNodes other =
        nodes("encoder_model.onnx", "CPU", Map.of("Concat", 12, "Gather", 8, "Unsqueeze", 8));
    Map<String, Integer> graph = Map.of("MatMul", 32, "Conv", 2, "Add", 35, "Concat", 12);
    NodeAssignment webGpu =
        new NodeAssignment(
            ExecutionProvider.WEBGPU, List.of(own, other), Map.of("encoder_model.onnx", graph));
    assertEquals(Optional.empty(), webGpu.refusal("webgpu"));
    assertEquals("WebGPU (all 34 matrix operations), CPU (28 nodes)", webGpu.described());
    assertEquals(0, webGpu.elsewhere());
  }

  @Test
  void oneKindOfMatrixOperationOnTheProcessorIsEnough() {
    ProviderNodes other =
        nodes("decoder_q.onnx", "CPU", Map.of("MatMulInteger", 2, "DynamicQuantizeLinear", 2));
    NodeAssignment webGpu =
        new NodeAssignment(
            ExecutionProvider.WEBGPU,
            List.of(other),
            Map.of("decoder_q.onnx", Map.of("MatMul", 108, "MatMulInteger", 2)));
    String refusal = webGpu.refusal("webgpu").orElseThrow().getMessage();
    assertTrue(
        refusal.contains("of the 2 MatMulInteger operations of decoder_q.onnx WebGPU got 0"),
        refusal);
    assertEquals("WebGPU (108 of 110 matrix operations), CPU (4 nodes)", webGpu.described());
  }

  private static NodeAssignment assignment(ExecutionProvider asked, List<ProviderNodes> nodes) {
    return new NodeAssignment(asked, nodes, Map.of());
  }

  private static ProviderNodes nodes(
      String graph, String provider, Map<String, Integer> operators) {
    return new ProviderNodes(graph, provider + "ExecutionProvider", new TreeMap<>(operators));
  }
}
