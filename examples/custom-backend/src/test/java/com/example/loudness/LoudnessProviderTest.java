package com.example.loudness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoudnessProviderTest {

  @Test
  void marksLoudSecondsAlone() throws SutException {
    float[] samples = new float[3 * TranscriptionRequest.SAMPLE_RATE + 8000];
    Arrays.fill(samples, 16_000, 32_000, 0.1f);
    Arrays.fill(samples, 48_000, 56_000, -0.1f);

    List<Segment> speech = transcribe(samples, 0.05);

    assertEquals(List.of(Segment.of(1, 2, " speech"), Segment.of(3, 3.5, " speech")), speech);
  }

  @Test
  void obeysItsThreshold() throws SutException {
    float[] samples = new float[TranscriptionRequest.SAMPLE_RATE];
    Arrays.fill(samples, 0.1f);

    assertEquals(1, transcribe(samples, 0.09).size());
    assertEquals(0, transcribe(samples, 0.11).size());
  }

  @Test
  void hasUnderEightyLines() throws Exception {
    Path source = Path.of("src/main/java/com/example/loudness/LoudnessProvider.java");

    assertTrue(Files.readAllLines(source).size() < 80);
  }

  private static List<Segment> transcribe(float[] samples, double threshold) throws SutException {
    OpenRequest request =
        new OpenRequest(
            SutSpec.of("loudness", "loudness", "none"),
            Options.of(Map.of("threshold", threshold)),
            Optional.empty(),
            TranscriptionTask.DEFAULT);
    TranscriptionProgress ignored =
        new TranscriptionProgress() {
          @Override
          public void segmentsReadable() {}

          @Override
          public void segment(Segment segment) {}
        };
    try (Sut sut = new LoudnessProvider().open(request)) {
      return sut.transcribe(
              new TranscriptionRequest("clip", samples, TranscriptionTask.DEFAULT), ignored)
          .segments();
    }
  }
}
