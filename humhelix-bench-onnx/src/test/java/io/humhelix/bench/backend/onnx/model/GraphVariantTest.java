package io.humhelix.bench.backend.onnx.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphVariantTest {

  @ParameterizedTest
  @CsvSource({
    "float32, encoder_model.onnx",
    "fp32, encoder_model.onnx",
    "FP16, encoder_model_fp16.onnx",
    "bf16, encoder_model_bf16.onnx",
    "int8, encoder_model_int8.onnx",
    "uint8, encoder_model_uint8.onnx",
    "q4, encoder_model_q4.onnx",
    "q4f16, encoder_model_q4f16.onnx",
    "bnb4, encoder_model_bnb4.onnx",
    "q8, encoder_model_quantized.onnx",
    "quantized, encoder_model_quantized.onnx"
  })
  void aComputeTypeChoosesTheSuffix(String word, String file) {
    GraphVariant form = GraphVariant.of(word).orElseThrow();
    assertEquals(file, form.fileName("encoder_model"));
    assertEquals(form, GraphVariant.ofFileName(file));
    assertTrue(GraphVariant.words().contains(form.computeType()));
  }

  @Test
  void otherEnginesFormsAreNone() {
    assertEquals(Optional.empty(), GraphVariant.of("q5_1"));
    assertEquals(Optional.empty(), GraphVariant.of("int8_float16"));
    assertEquals(Optional.empty(), GraphVariant.of("default"));
  }
}
