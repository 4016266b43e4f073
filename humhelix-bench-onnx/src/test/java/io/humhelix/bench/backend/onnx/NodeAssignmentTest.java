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
    NodeAssignment cuda = new NodeAssignment(ExecutionProvider.CUDA, List.of(ENCODER, SHAPES));
    assertEquals("CUDA (50 nodes), CPU (12 nodes)", cuda.described());
    assertEquals(Optional.empty(), cuda.refusal("cuda"));
    assertEquals(0, cuda.elsewhere());
  }

  @Test
  void refusesIfTheWorkIsDoneElsewhere() {
    ProviderNodes decoder =
        nodes("decoder_q.onnx", "CPU", Map.of("MatMulInteger", 60, "DynamicQuantizeLinear", 60));
    ProviderNodes rest = nodes("decoder_q.onnx", "CUDA", Map.of("MatMul", 8, "Add", 500));
    NodeAssignment cuda =
        new NodeAssignment(ExecutionProvider.CUDA, List.of(ENCODER, SHAPES, decoder, rest));
    SutException refusal = cuda.refusal("cuda:0").orElseThrow();
    assertEquals(FailureKind.DEVICE, refusal.kind());
    assertTrue(
        refusal
            .getMessage()
            .contains(
                "'cuda:0' was requested, but of the 68 matrix operations of decoder_q.onnx CUDA got 8"
                    + " (60 MatMulInteger on other providers)"),
        refusal.getMessage());
    assertTrue(refusal.remedy().contains("float16"), refusal.remedy());
    assertEquals(60, cuda.elsewhere());
  }

  @Test
  void refusesIfTheProviderGotNothing() {
    ProviderNodes all = nodes("encoder_model.onnx", "CPU", Map.of("MatMul", 32));
    assertTrue(
        new NodeAssignment(ExecutionProvider.COREML, List.of(all)).refusal("coreml").isPresent());
    assertEquals(
        Optional.empty(), new NodeAssignment(ExecutionProvider.CPU, List.of(all)).refusal("cpu"));
  }

  @Test
  void neverGoesOnWithoutKnowing() {
    NodeAssignment unknown = new NodeAssignment(ExecutionProvider.CUDA, List.of());
    assertTrue(unknown.refusal("cuda").orElseThrow().getMessage().contains("does not report"));
    assertEquals("CUDA", unknown.described());
    assertEquals(
        Optional.empty(), new NodeAssignment(ExecutionProvider.CPU, List.of()).refusal("cpu"));
  }

  @Test
  void tensorRtMayLeaveNodesToCuda() {
    ProviderNodes engine = nodes("encoder_model.onnx", "Tensorrt", Map.of("MatMul", 2));
    NodeAssignment tensorRt =
        new NodeAssignment(ExecutionProvider.TENSORRT, List.of(engine, ENCODER));
    assertEquals(Optional.empty(), tensorRt.refusal("cuda"));
    assertEquals("CUDA (50 nodes), TensorRT (2 nodes)", tensorRt.described());
    assertTrue(
        new NodeAssignment(ExecutionProvider.TENSORRT, List.of(ENCODER))
            .refusal("cuda")
            .orElseThrow()
            .getMessage()
            .contains("TensorRT got nothing"));
  }

  private static ProviderNodes nodes(
      String graph, String provider, Map<String, Integer> operators) {
    return new ProviderNodes(graph, provider + "ExecutionProvider", new TreeMap<>(operators));
  }
}
