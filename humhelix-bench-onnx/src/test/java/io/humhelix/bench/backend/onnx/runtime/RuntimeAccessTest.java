package io.humhelix.bench.backend.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtEnvironment;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeAccessTest {

  @AfterEach
  void everythingIsReleased() {
    assertEquals(0, LiveObjects.count());
  }

  @Test
  void saysWhyTheCApiCannotBeUsed() {
    SutException refusal =
        assertThrows(
            SutException.class,
            () ->
                RuntimeAccess.tried(
                    () -> {
                      throw new ReflectiveOperationException("no such field");
                    }));

    assertEquals(FailureKind.NATIVE_LIBRARY, refusal.kind());
    assertEquals("ONNX Runtime's C API cannot be used: no such field", refusal.getMessage());
    assertTrue(refusal.remedy().contains("64-bit"), refusal.remedy());
  }

  @Test
  void selfTestFindsAStructOfAnotherOrder() throws Exception {
    OrtEnvironment environment = RuntimeAccess.environment();
    Pointer real = new Pointer(NativeHandles.api());
    long size = 300L * Native.POINTER_SIZE;
    try (Memory shifted = new Memory(size)) {
      shifted.write(0, real.getByteArray(0, (int) size), 0, (int) size);
      long code = (long) OrtFunction.GET_ERROR_CODE.place() * Native.POINTER_SIZE;
      long message = (long) OrtFunction.GET_ERROR_MESSAGE.place() * Native.POINTER_SIZE;
      shifted.setPointer(code, real.getPointer(message));
      OrtApi api = new OrtApi(Pointer.nativeValue(shifted), 20);

      ReflectiveOperationException failure =
          assertThrows(
              ReflectiveOperationException.class,
              () -> SelfTest.run(api, new Engine(environment, api)));

      assertTrue(failure.getMessage().contains("self-test"), failure.getMessage());
    }
  }

  @Test
  void anOlderRuntimeDoesNotTellWhereNodesRun() throws Exception {
    OrtApi api = new OrtApi(NativeHandles.api(), 23);
    Engine engine = new Engine(RuntimeAccess.environment(), api);

    SelfTest.run(api, engine);

    try (Graph graph =
        engine.load(
            GatherModel.of(1, 0, Format.FLOAT32), "gather", GraphRole.GATHERER, TinyModel.RECIPE)) {
      assertTrue(graph.assignment().isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.16.3", "2.0.0", "unknown", ""})
  void refusesVersionsThatItDoesNotKnow(String version) {
    ReflectiveOperationException failure =
        assertThrows(ReflectiveOperationException.class, () -> RuntimeAccess.apiVersion(version));
    assertTrue(failure.getMessage().contains("1.17"), failure.getMessage());
  }

  @Test
  void apiVersionIsTheMinorOne() throws Exception {
    assertEquals(29, RuntimeAccess.apiVersion("1.29.0"));
    assertEquals(30, RuntimeAccess.apiVersion("1.30.0-rc1"));
  }

  @Test
  void whatSessionsLogGoesToSlf4j() throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      SessionLog.log(2, "a warning");
      SessionLog.log(3, "an error");
      // An initialiser that no node reads makes ONNX Runtime warn.
      Message model = Message.parse(GatherModel.of(1, 0, Format.FLOAT32));
      Message graph = model.messages(7).get(0);
      graph.add(5, new Message().add(1, 1).add(2, 1).add(4, "").add(8, "unused"));
      Message unused = new Message().add(1, 1L).add(2, 7L).add(8, "unused").add(9, "12345678");
      graph.without(5).add(5, unused);
      byte[] bytes = model.without(7).add(7, graph).bytes();
      RuntimeAccess.engine().load(bytes, "warned", GraphRole.GATHERER, TinyModel.RECIPE).close();
    } finally {
      System.setErr(before);
    }
    String text = log.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("WARN") && text.contains("a warning"), text);
    assertTrue(text.contains("ERROR") && text.contains("an error"), text);
    assertTrue(text.contains("SessionLog") && text.contains("'unused'"), text);
  }

  @Test
  void failuresOfTheCApiCarryItsMessage() throws Exception {
    Engine engine = RuntimeAccess.engine();
    byte[] model = GatherModel.of(1, 0, Format.FLOAT32);
    try (Graph graph = engine.load(model, "gather", GraphRole.GATHERER, TinyModel.RECIPE);
        Tensors tensors = engine.tensors(graph, Optional.empty())) {
      SutException failure =
          assertThrows(
              SutException.class,
              () -> engine.tensors(graph, Optional.of(new DeviceMemory("Nowhere", 3))));
      assertTrue(failure.getMessage().contains("Nowhere"), failure.getMessage());
      assertTrue(tensors.residentOnHost());
      assertFalse(tensors.pinned());
    }
  }
}
