package io.humhelix.bench.backend.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.Result;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A small step of what Whisper's encoder does, a matrix product and a convolution, to find out
 * whether an execution provider works on a device without a model. Field numbers are those of
 * {@code onnx.proto}.
 */
public final class TrialGraph {

  /** How many nodes of each operator it has. */
  public static final Map<String, Integer> OPERATORS = Map.of("MatMul", 1, "Conv", 1);

  /** Its name among nodes. */
  public static final String NAME = "trial";

  private static final int IR_VERSION = 8;
  private static final int OPSET = 13;

  /** One window, two channels, two frames: as Whisper's own convolutions have it. */
  private static final long[] SIGNAL = {1, 2, 2};

  private static final long[] FILTER = {2, 2, 1};
  private static final float[] GIVEN = {1, 2, 3, 4};

  /** Twice what is there. */
  private static final float[] WEIGHTS = {2, 0, 0, 2};

  /** The square of the matrix, doubled. */
  private static final float[] EXPECTED = {14, 20, 30, 44};

  private TrialGraph() {}

  /** Makes the options of its session. */
  @FunctionalInterface
  public interface Recipe {

    /**
     * Makes them.
     *
     * @return new options, which are closed here
     * @throws OrtException if an execution provider cannot be added
     */
    SessionOptions options() throws OrtException;
  }

  /**
   * Runs it.
   *
   * @param recipe makes the options, with the provider
   * @return which provider got which nodes, as far as ONNX Runtime tells
   * @throws OrtException if it cannot be loaded or run
   * @throws SutException if its result is wrong, or the C API fails
   */
  public static List<ProviderNodes> run(Recipe recipe) throws OrtException, SutException {
    OrtEnvironment environment = RuntimeAccess.environment();
    OrtSession session;
    try (SessionOptions options = recipe.options()) {
      options.addConfigEntry("session.record_ep_graph_assignment_info", "1");
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      session = environment.createSession(model(), options);
    }
    try (NativeGraph graph = new NativeGraph(api(environment), session, NAME)) {
      compute(environment, session);
      return graph.assignment();
    }
  }

  private static OrtApi api(OrtEnvironment environment) throws SutException {
    try {
      return new OrtApi(NativeHandles.api(), RuntimeAccess.apiVersion(environment.getVersion()));
    } catch (ReflectiveOperationException e) {
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          "ONNX Runtime's C API cannot be used: " + e.getMessage(),
          "Use the version of ONNX Runtime that this backend was built with.",
          e);
    }
  }

  private static void compute(OrtEnvironment environment, OrtSession session)
      throws OrtException, SutException {
    try (OnnxTensor matrix = OnnxTensor.createTensor(environment, FloatBuffer.wrap(GIVEN), SIGNAL);
        OnnxTensor weight =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(WEIGHTS), FILTER)) {
      Map<String, OnnxTensorLike> inputs = Map.of("matrix", matrix, "weight", weight);
      try (Result result = session.run(inputs)) {
        float[] found = new float[EXPECTED.length];
        ((OnnxTensor) result.get(0)).getFloatBuffer().get(found);
        if (!Arrays.equals(found, EXPECTED)) {
          throw new SutException(
              FailureKind.DEVICE,
              "the device computes wrongly: "
                  + Arrays.toString(found)
                  + " instead of "
                  + Arrays.toString(EXPECTED),
              "Try another driver or version of ONNX Runtime, or device: cpu.");
        }
      }
    }
  }

  private static byte[] model() {
    ProtobufMessage graph =
        new ProtobufMessage()
            .message(1, node("MatMul", "matrix", "matrix", "square"))
            .message(1, node("Conv", "square", "weight", "result"))
            .string(2, NAME)
            .message(11, value("matrix", SIGNAL))
            .message(11, value("weight", FILTER))
            .message(12, value("result", SIGNAL));
    ProtobufMessage operators = new ProtobufMessage().string(1, "").number(2, OPSET);
    return new ProtobufMessage()
        .number(1, IR_VERSION)
        .message(7, graph)
        .message(8, operators)
        .bytes();
  }

  private static ProtobufMessage node(String operator, String first, String second, String output) {
    return new ProtobufMessage()
        .string(1, first)
        .string(1, second)
        .string(2, output)
        .string(4, operator);
  }

  private static ProtobufMessage value(String name, long[] sizes) {
    ProtobufMessage shape = new ProtobufMessage();
    for (long size : sizes) {
      shape.message(1, new ProtobufMessage().number(1, size));
    }
    ProtobufMessage tensor =
        new ProtobufMessage().number(1, Format.FLOAT32.number()).message(2, shape);
    return new ProtobufMessage()
        .string(1, name)
        .message(2, new ProtobufMessage().message(1, tensor));
  }
}
