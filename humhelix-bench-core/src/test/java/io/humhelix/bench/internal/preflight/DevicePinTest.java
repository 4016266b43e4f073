package io.humhelix.bench.internal.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.internal.process.NvidiaSmi;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.EffectiveSut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevicePinTest {

  private static final GpuIds UNKNOWN = new GpuIds(new NvidiaSmi("no-such-program"));

  @TempDir Path folder;

  private GpuIds driver(String script) throws IOException {
    Path program = folder.resolve("nvidia-smi");
    Files.writeString(program, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new GpuIds(new NvidiaSmi(program.toString()));
  }

  private static String visible(String device, String before, String order, GpuIds gpus) {
    Map<String, String> environment = new HashMap<>();
    if (before != null) {
      environment.put("CUDA_VISIBLE_DEVICES", before);
    }
    if (order != null) {
      environment.put("CUDA_DEVICE_ORDER", order);
    }
    DevicePin.of(Device.parse(device)).orElseThrow().apply(environment, gpus);
    return environment.get("CUDA_VISIBLE_DEVICES");
  }

  @ParameterizedTest
  @CsvSource({
    "cuda, , 0",
    "cuda:1, , 1",
    "cuda:1, '2,3', 3",
    "cuda, '2,3', 2",
    "cuda:0, 'GPU-8f2e,GPU-77aa', GPU-8f2e",
    "cuda:2, '2,3', -1",
    // Hidden on purpose.
    "cuda, '', -1",
    "cuda, '-1', -1",
  })
  void choosesAmongThoseThatTheHarnessSees(String device, String before, String chosen) {
    assertEquals(chosen, visible(device, before, null, UNKNOWN));
  }

  @ParameterizedTest
  @CsvSource({
    "cuda, , , GPU-aaaa",
    "tensorrt, , , GPU-aaaa",
    "cuda:1, , , GPU-bbbb",
    "cuda:1, '3,1', , GPU-bbbb",
    "cuda:1, '3,1', PCI_BUS_ID, GPU-bbbb",
    // The user's order, in which nvidia-smi does not count.
    "cuda:1, '3,1', FASTEST_FIRST, 1",
    // Divided by MIG; one that is not there.
    "cuda:2, , , 2",
    "cuda:7, , , 7",
    "cuda, GPU-cccc, , GPU-cccc",
    "cuda, '', , -1",
  })
  void namesNvidiasByTheirUuids(String device, String before, String order, String chosen)
      throws IOException {
    GpuIds two =
        driver(
            "echo '0, GPU-aaaa, Disabled'; echo '1, GPU-bbbb, [N/A]';"
                + " echo '2, GPU-dddd, Enabled'; echo odd");
    assertEquals(chosen, visible(device, before, order, two));
  }

  @Test
  void theDriverIsAskedOnce() throws IOException {
    GpuIds counted = driver("echo x >> " + folder.resolve("asked") + "; echo '0, GPU-aaaa, [N/A]'");
    assertEquals("GPU-aaaa", counted.named(0));
    assertEquals("1", counted.named(1));
    assertEquals(1, Files.readAllLines(folder.resolve("asked")).size());
  }

  @Test
  void aDriverThatFailsLeavesTheIndex() throws IOException {
    assertEquals("0", driver("echo NVIDIA-SMI has failed; exit 9").named(0));
  }

  @Test
  void rocmIsPinnedByItsOwnVariable() {
    Map<String, String> environment = new HashMap<>();
    DevicePin.of(Device.parse("rocm")).orElseThrow().apply(environment, UNKNOWN);
    assertEquals(Map.of("HIP_VISIBLE_DEVICES", "0"), environment);
  }

  @Test
  void otherDevicesAreNotPinned() {
    assertEquals(Optional.empty(), DevicePin.of(Device.parse("vulkan")));
    assertEquals(Optional.empty(), DevicePin.of(Device.parse("cpu:1")));
    assertEquals(Optional.empty(), DevicePin.of(Device.CPU));
  }

  @Test
  void withoutAPinDevicesAreCountedByTheirPlaceOnTheBus() {
    Map<String, String> environment = new HashMap<>(Map.of("CUDA_VISIBLE_DEVICES", "1"));
    DevicePin.applyOrder(environment);
    assertEquals("PCI_BUS_ID", environment.get("CUDA_DEVICE_ORDER"));
    assertEquals("1", environment.get("CUDA_VISIBLE_DEVICES"));
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

  @Test
  void cudaIsCudaZero() {
    DevicePin pin = DevicePin.of(Device.parse("cuda")).orElseThrow();
    EffectiveSut effective = new EffectiveSut("e", "1", "cuda", "CUDA", "f", Options.empty());
    assertEquals("cuda:0", pin.mappedBack(effective).device());
  }
}
