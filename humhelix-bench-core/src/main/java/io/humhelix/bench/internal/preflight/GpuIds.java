package io.humhelix.bench.internal.preflight;

import io.humhelix.bench.internal.process.NvidiaSmi;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The UUIDs of NVIDIA's GPUs, asked for once. Thread-safe. */
public final class GpuIds {

  private static final List<String> PROPERTIES = List.of("index", "uuid", "mig.mode.current");

  private final NvidiaSmi driver;
  private Map<Integer, String> uuids;

  /**
   * Asks nothing yet.
   *
   * @param driver answers
   */
  public GpuIds(NvidiaSmi driver) {
    this.driver = driver;
  }

  /**
   * Names a GPU as {@code CUDA_VISIBLE_DEVICES} does.
   *
   * @param index by its place on the bus
   * @return its UUID; the index where the driver does not tell, or MIG divides the GPU, whose parts
   *     have UUIDs of their own
   */
  synchronized String named(int index) {
    if (uuids == null) {
      uuids = ask();
    }
    return uuids.getOrDefault(index, Integer.toString(index));
  }

  private Map<Integer, String> ask() {
    Map<Integer, String> found = new HashMap<>();
    try {
      NvidiaSmi.Answer answer = driver.ask(PROPERTIES);
      if (answer.state() == NvidiaSmi.State.OK) {
        answer.lines().stream()
            .map(NvidiaSmi.Answer::fields)
            .filter(gpu -> gpu.size() == PROPERTIES.size())
            .filter(gpu -> gpu.get(0).matches("\\d{1,4}") && gpu.get(1).startsWith("GPU-"))
            .filter(gpu -> !gpu.get(2).equals("Enabled"))
            .forEach(gpu -> found.put(Integer.valueOf(gpu.get(0)), gpu.get(1)));
      }
    } catch (IOException e) {
      // Indices do.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return found;
  }
}
