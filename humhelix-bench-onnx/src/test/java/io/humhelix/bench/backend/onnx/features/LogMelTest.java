package io.humhelix.bench.backend.onnx.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.onnx.Speech;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogMelTest {

  private static final float TOLERANCE = 1e-4f;

  private final LogMel logMel = new LogMel(MelSettings.WHISPER);

  @Test
  void equalsTransformersOnSpeech() throws Exception {
    float[] expected = Speech.floats(Speech.class, "features-5s.f32");

    float[] features = window(logMel, Speech.samples("5s.wav"));

    assertEquals(80 * 3000, expected.length);
    assertArrayEquals(expected, features, TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 160, 199, 200, 201, 359, 361, 4_001, 479_799, 479_801, 480_000})
  void equalsTheDefinitionAtEveryEdge(int count) {
    float[] samples = noise(count, count);
    float[] features = window(logMel, samples);

    float[] padded = Arrays.copyOf(samples, 480_000);
    Definition definition = new Definition(80, padded);
    for (int frame : new int[] {0, 1, 2, 3, 24, 25, 26, 27, 2996, 2997, 2998, 2999}) {
      assertArrayEquals(
          definition.frame(frame, definition.loudest(features, count)),
          column(features, frame),
          TOLERANCE,
          "frame " + frame);
    }
  }

  @Test
  void has128BandsWhereTheModelHas() {
    float[] samples = noise(8_000, 7);
    LogMel wide = new LogMel(MelSettings.ofMels(128));
    float[] features = window(wide, samples);

    Definition definition = new Definition(128, Arrays.copyOf(samples, 480_000));
    double top = definition.top(51);
    for (int frame : new int[] {0, 5, 20, 49, 51, 60}) {
      float[] column = new float[128];
      for (int mel = 0; mel < 128; mel++) {
        column[mel] = features[mel * 3000 + frame];
      }
      assertArrayEquals(definition.frame(frame, top), column, TOLERANCE, "frame " + frame);
    }
  }

  @Test
  void writesWhereItIsToldAndReadsWhatItIsTold() throws Exception {
    float[] samples = Speech.samples("5s.wav");
    float[] target = new float[2 * 240_000];
    float[] part = Arrays.copyOfRange(samples, 16_000, 48_000);

    logMel.window(samples, 16_000, 32_000, target, 240_000);

    assertArrayEquals(window(logMel, part), Arrays.copyOfRange(target, 240_000, 480_000));
    assertArrayEquals(new float[240_000], Arrays.copyOf(target, 240_000));
  }

  @Test
  void refusesMoreThanAWindow() {
    float[] target = new float[240_000];
    float[] samples = new float[480_001];
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class, () -> logMel.window(samples, 0, 480_001, target, 0));
    assertTrue(failure.getMessage().contains("480001"), failure.getMessage());
  }

  @Test
  void aShortClipIsTheSameByWindows() throws Exception {
    float[] samples = Speech.samples("5s.wav");
    MelWindows windows = logMel.windows(samples, 0, samples.length);

    float[] first = new float[240_000];
    windows.write(0, first, 0);
    assertArrayEquals(window(logMel, samples), first);
    assertEquals(500, windows.frames());

    float[] later = new float[240_000];
    windows.write(200, later, 0);
    assertEquals(first[200], later[0]);
    assertEquals(first[3000 * 79 + 499], later[3000 * 79 + 299]);
    assertEquals(first[2999], later[2999], "silence behind the end");
  }

  @Test
  void longAudioHasOneScaleAndEndsInZeros() {
    // Loud in the first half minute, faint in the second: the faint part is cut off by the loud.
    float[] samples = noise(40 * 16_000, 3);
    for (int i = 480_000; i < samples.length; i++) {
      samples[i] *= 1e-5f;
    }
    MelWindows windows = logMel.windows(samples, 0, samples.length);
    assertEquals(4_000, windows.frames());

    Definition definition = new Definition(80, Arrays.copyOf(samples, samples.length + 480_000));
    double top = definition.top(3_002);
    float[] features = new float[240_000];
    windows.write(2_990, features, 0);
    for (int frame : new int[] {0, 5, 9, 10, 11, 500, 1_009}) {
      assertArrayEquals(
          definition.frame(2_990 + frame, top),
          column(features, frame),
          TOLERANCE,
          "frame " + frame);
    }
    assertArrayEquals(new float[80], column(features, 1_010));
    assertArrayEquals(new float[80], column(features, 2_999));
    float[] alone = window(logMel, Arrays.copyOfRange(samples, 500_000, 560_000));
    assertNotEquals(alone[100], features[0], "a window of its own has a scale of its own");
  }

  @Test
  void manyThreadsGetWhatOneGets() throws Exception {
    float[] speech = Speech.samples("5s.wav");
    float[] noise = noise(48_000, 1);
    float[] ofSpeech = window(logMel, speech);
    float[] ofNoise = window(logMel, noise);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[]>> calls = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        float[] samples = i % 2 == 0 ? speech : noise;
        calls.add(threads.submit(() -> window(logMel, samples)));
      }
      for (int i = 0; i < calls.size(); i++) {
        assertArrayEquals(i % 2 == 0 ? ofSpeech : ofNoise, calls.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThrows(IllegalArgumentException.class, () -> MelSettings.ofMels(0));
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class, () -> new MelSettings(80, 16_000, 400, 160, 480_001));
    assertTrue(failure.getMessage().contains("a multiple of the hop 160"), failure.getMessage());
  }

  private static float[] window(LogMel logMel, float[] samples) {
    float[] target = new float[logMel.settings().windowSize()];
    logMel.window(samples, 0, samples.length, target, 0);
    return target;
  }

  private static float[] column(float[] features, int frame) {
    float[] column = new float[80];
    for (int mel = 0; mel < 80; mel++) {
      column[mel] = features[mel * 3000 + frame];
    }
    return column;
  }

  private static float[] noise(int count, long seed) {
    Random random = new Random(seed);
    float[] samples = new float[count];
    for (int i = 0; i < count; i++) {
      samples[i] = (float) (0.3 * Math.sin(i * 0.05) + 0.1 * random.nextGaussian());
    }
    return samples;
  }
}
