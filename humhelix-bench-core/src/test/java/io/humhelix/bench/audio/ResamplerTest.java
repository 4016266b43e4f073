package io.humhelix.bench.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {

  private static float[] resample(int rate, int frames, IntToDoubleFunction signal) {
    float[] in = new float[frames];
    for (int i = 0; i < frames; i++) {
      in[i] = (float) signal.applyAsDouble(i);
    }
    return resample(rate, in, 4_096);
  }

  private static float[] resample(int rate, float[] in, int blockSize) {
    int total = (int) Math.round(in.length * 16_000.0 / rate);
    SampleCollector out = new SampleCollector(total);
    Resampler resampler = new Resampler(rate, out);
    float[] block = new float[blockSize];
    for (int from = 0; from < in.length; from += blockSize) {
      int count = Math.min(blockSize, in.length - from);
      System.arraycopy(in, from, block, 0, count);
      resampler.write(block, count);
    }
    resampler.finish(total);
    return out.samples();
  }

  /** Seven tones from 20 Hz to the end of the pass band, compared with the same tones at 16 kHz. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        1_000, 4_000, 7_999, 8_000, 11_025, 12_000, 15_999, 16_001, 22_050, 24_000, 32_000, 44_100,
        47_999, 48_000, 88_200, 96_000, 192_000, 768_000
      })
  @Tag("slow")
  void tonesOfThePassBandKeepPhaseAndLevel(int rate) {
    double edge = 0.9125 * Math.min(rate, 16_000) / 2;
    int frames = Math.max(rate, 4_000);
    for (double share : new double[] {0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0}) {
      double hz = edge * share;
      float[] out = resample(rate, frames, i -> 0.5 * Math.sin(2 * Math.PI * hz * i / rate + 1));
      double signal = 0;
      double noise = 0;
      // The ends, where the silence around the clip counts, are left out.
      int margin = (int) (100L * 16_000 / Math.min(rate, 16_000));
      for (int n = margin; n < out.length - margin; n++) {
        double expected = 0.5 * Math.sin(2 * Math.PI * hz * n / 16_000 + 1);
        signal += expected * expected;
        noise += (out[n] - expected) * (out[n] - expected);
      }
      double snr = 10 * Math.log10(signal / noise);
      assertTrue(snr > 100, rate + " Hz, tone " + hz + " Hz: " + snr + " dB");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "44100, 8000", "44100, 8100", "44100, 9000", "44100, 15900", "44100, 20000", "48000, 8001",
    "48000, 12000", "48000, 16000", "48000, 23000", "96000, 40000", "22050, 8500", "22050, 11000",
    "16001, 8000.4", "47999, 9000", "192000, 17000"
  })
  void tonesAboveNyquistVanish(int rate, double hz) {
    float[] out = resample(rate, rate, i -> Math.sin(2 * Math.PI * hz * i / rate + 1));
    double rms = 0;
    for (int n = 200; n < 15_800; n++) {
      rms += (double) out[n] * out[n] / 15_600;
    }
    double rejection = 10 * Math.log10(0.5 / rms);
    assertTrue(rejection > 100, rejection + " dB");
  }

  @ParameterizedTest
  @ValueSource(ints = {4_000, 8_000, 7_999, 11_025, 22_050, 44_100, 48_000, 47_999})
  void impulseStaysWhereItIs(int rate) {
    // At 1/10 s, which is a whole frame of most rates and sample 1600 of the result.
    int at = (int) Math.round(rate / 10.0);
    float[] out = resample(rate, rate, i -> i == at ? 1 : 0);
    double exact = at * 16_000.0 / rate;
    int highest = 0;
    for (int n = 0; n < out.length; n++) {
      highest = out[n] > out[highest] ? n : highest;
    }
    assertEquals(exact, highest, 0.5);
    if (rate % 10 == 0) {
      for (int k = 1; k < 150; k++) {
        assertEquals(out[1_600 + k], out[1_600 - k], 1e-7, "the response is symmetric");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 44_100, 48_000, 7_999})
  void firstSampleIsAtTimeZero(int rate) {
    float[] out = resample(rate, rate, i -> i == 0 ? 1 : 0);
    for (int n = 1; n < out.length; n++) {
      assertTrue(out[n] < out[0]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "44100, 44100, 16000",
    "44100, 1, 0",
    "44100, 2, 1",
    "8000, 1, 2",
    "48000, 100001, 33334",
    "48000, 100000, 33333",
    "7999, 7999, 16000",
    "1, 3, 48000",
    "768000, 767976, 16000",
    "32000, 1, 1",
    "11025, 11024, 15999"
  })
  void lengthIsRounded(int rate, int frames, int expected) {
    assertEquals(expected, resample(rate, frames, i -> 0.1).length);
  }

  @Test
  void constantStaysConstant() {
    float[] out = resample(44_100, 44_100, i -> 0.25);
    for (int n = 100; n < 15_900; n++) {
      assertEquals(0.25f, out[n], 1e-7);
    }
  }

  @Test
  void silenceStaysExactlySilent() {
    assertEquals(0, SampleCollector.peak(resample(44_100, 44_100, i -> 0)));
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 44_100, 47_999, 768_000})
  void blocksDoNotMatter(int rate) {
    float[] in = new float[30_011];
    for (int i = 0; i < in.length; i++) {
      in[i] = (float) Math.sin(i * i * 1e-5);
    }
    float[] whole = resample(rate, in, in.length);
    for (int block : new int[] {1, 7, 16_384}) {
      assertArrayEquals(whole, resample(rate, in, block));
    }
  }

  @Test
  void filterIsAsLongAsDocumented() {
    assertEquals(82, SincKernel.HALF_WIDTH);
  }
}
