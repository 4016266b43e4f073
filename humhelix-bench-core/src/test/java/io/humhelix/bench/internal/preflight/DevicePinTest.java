package io.humhelix.bench.internal.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevicePinTest {

  @ParameterizedTest
  @CsvSource({
    "cuda:1, , 1",
    "cuda:1, '2,3', 3",
    "cuda:0, 'GPU-8f2e,GPU-77aa', GPU-8f2e",
    "cuda:2, '2,3', -1",
  })
  void choosesAmongThoseThatTheHarnessSees(String device, String visible, String chosen) {
    Map<String, String> environment = new HashMap<>();
    if (visible != null) {
      environment.put("CUDA_VISIBLE_DEVICES", visible);
    }
    DevicePin.of(Device.parse(device)).orElseThrow().apply(environment);
    assertEquals(chosen, environment.get("CUDA_VISIBLE_DEVICES"));
  }

  @Test
  void leavesAChoiceThatTheDefinitionDoesNotMake() {
    assertEquals(Optional.empty(), DevicePin.of(Device.parse("cuda")));
    assertEquals(Optional.empty(), DevicePin.of(Device.parse("cpu:1")));
    assertEquals(Optional.empty(), DevicePin.of(Device.CPU));
  }

  @ParameterizedTest
  @CsvSource({"cuda:0, cuda:3", "cuda, cuda:3", "cuda:1, cuda:1", "cpu, cpu", "odd one, odd one"})
  void mapsWhatTheWorkerSaysBack(String said, String seen) {
    DevicePin pin = DevicePin.of(Device.parse("cuda:3")).orElseThrow();
    EffectiveSut effective = new EffectiveSut("e", "1", said, "CUDA", "f", Options.empty());
    assertEquals(seen, pin.mappedBack(effective).device());
    assertEquals("cuda:0", pin.inWorker(true).toString());
    assertEquals("cuda", pin.inWorker(false).toString());
  }
}
