package io.humhelix.bench.internal.provenance;

import io.humhelix.bench.internal.process.NvidiaSmi;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Facts about the NVIDIA GPUs of the machine. Comparing two runs on a GPU takes these. */
public final class GpuFacts {

  private static final List<String> PROPERTIES =
      List.of("index", "name", "uuid", "driver_version", "memory.total", "mig.mode.current");

  private GpuFacts() {}

  /**
   * Returns the driver's version and, for each GPU, its name, id, memory in MiB and whether MIG
   * divides it.
   *
   * @param driver answers the queries
   * @return such as {@code gpu_driver} and {@code gpu0}; empty if there is no driver, or it does
   *     not answer
   */
  public static Map<String, String> of(NvidiaSmi driver) {
    Map<String, String> facts = new LinkedHashMap<>();
    try {
      NvidiaSmi.Answer answer = driver.ask(PROPERTIES);
      if (answer.state() == NvidiaSmi.State.OK) {
        answer.lines().stream().map(NvidiaSmi.Answer::fields).forEach(gpu -> add(facts, gpu));
      }
    } catch (IOException e) {
      // Unknown facts are left out.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return facts;
  }

  private static void add(Map<String, String> facts, List<String> gpu) {
    if (gpu.size() == PROPERTIES.size()) {
      facts.put("gpu_driver", gpu.get(3));
      String mode = gpu.get(5).equals("Enabled") ? ", MIG" : "";
      facts.put("gpu" + gpu.get(0), gpu.get(1) + ", " + gpu.get(4) + " MiB" + mode);
      facts.put("gpu" + gpu.get(0) + "_uuid", gpu.get(2));
    }
  }
}
