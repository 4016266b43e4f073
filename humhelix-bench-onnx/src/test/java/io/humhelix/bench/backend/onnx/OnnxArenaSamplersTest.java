package io.humhelix.bench.backend.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.spi.Sampler;
import io.humhelix.bench.spi.SamplerProvider;
import io.humhelix.bench.spi.Sut;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The arena's size is a figure of its own. */
class OnnxArenaSamplersTest {

  private final SamplerProvider provider = new OnnxArenaSamplers();

  @Test
  void isFound() {
    assertTrue(
        ServiceLoader.load(SamplerProvider.class).stream()
            .anyMatch(found -> found.type() == OnnxArenaSamplers.class));
    assertTrue(provider.probe().available());
  }

  @Test
  void readsTheArenaOfTheLoadedModel() throws Exception {
    SutSpec spec = Requests.tinyEn();
    double[] values = new double[2];
    try (Sampler sampler = provider.open(spec)) {
      assertEquals(2, sampler.quantities().size());
      sampler.read(values);
      assertTrue(Double.isNaN(values[0]) && Double.isNaN(values[1]), "nothing is loaded");
      try (Sut sut = new OnnxRuntimeProvider().open(Requests.request(spec))) {
        sut.transcribe(Requests.call(Speech.samples("5s.wav")), new Requests.Recorder());
        sampler.read(values);
        assertTrue(values[1] > 1 << 20, "used: " + values[1]);
        assertTrue(values[0] >= values[1], values[0] + " allocated, used " + values[1]);
        double before = values[1];
        sut.transcribe(Requests.call(Speech.samples("5s.wav")), new Requests.Recorder());
        sampler.read(values);
        assertEquals(before, values[1], 0.2 * before, "the same call needs the same");
      }
      sampler.read(values);
      assertTrue(Double.isNaN(values[0]), "nothing is loaded any more");
    }
  }

  @Test
  void readsNothingForOtherBackends() {
    try (Sampler sampler = provider.open(SutSpec.of("other", "whisper-jni", "tiny"))) {
      assertEquals(List.of(), sampler.quantities());
      sampler.read(new double[0]);
    }
  }
}
