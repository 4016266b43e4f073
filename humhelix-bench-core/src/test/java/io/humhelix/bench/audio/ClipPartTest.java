package io.humhelix.bench.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of a file. */
class ClipPartTest {

  @TempDir Path folder;

  private static short[] noise(int frames) {
    Random random = new Random(frames);
    short[] samples = new short[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = (short) random.nextInt(-20_000, 20_000);
    }
    return samples;
  }

  private ClipAudio read(int rate, short... samples) throws IOException {
    return WavBuilder.read(folder, WavBuilder.pcm16(rate, samples));
  }

  /** Offsets that no double has exactly are cut where they are meant. */
  @ParameterizedTest
  @CsvSource({"0.1, 0.2", "0.3, 0.7", "1.1, 0.0001", "2.675, 0.3", "0.00001, 1", "2.99, 0.01"})
  void isWhatAFileCutBeforehandWouldBe(double offset, double length) throws IOException {
    short[] all = noise(48_000);
    int from = (int) Math.round(offset * 16_000);
    int to = from + (int) Math.round(length * 16_000);
    ClipAudio cut = read(16_000, Arrays.copyOfRange(all, from, to));
    ClipAudio part = read(16_000, all).part(offset, OptionalDouble.of(length));
    assertArrayEquals(cut.samples(), part.samples());
    assertEquals(cut.samplesSha256(), part.samplesSha256());
    assertEquals(cut.sourceFrames(), part.sourceFrames());
    assertEquals(cut.durationSeconds(), part.durationSeconds());
    assertEquals(cut.peak(), part.peak());
    assertEquals(cut.resampler(), part.resampler());
    assertNotEquals(cut.fileSha256(), part.fileSha256());
  }

  @Test
  void withoutALengthItEndsWithTheFile() throws IOException {
    short[] all = noise(16_001);
    assertArrayEquals(
        read(16_000, Arrays.copyOfRange(all, 8_000, 16_001)).samples(),
        read(16_000, all).part(0.5, OptionalDouble.empty()).samples());
  }

  /** Neighbours share no sample and lose none, at any rate. */
  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 16_000, 22_050, 44_100, 48_000})
  void partsThatFollowEachOtherMakeTheWhole(int rate) throws IOException {
    ClipAudio all = read(rate, noise(2 * rate + 1));
    double[] joints = {0.00001, 0.333, 1, 1.4142, 1.9};
    int samples = 0;
    long frames = 0;
    for (int i = 0; i < joints.length; i++) {
      OptionalDouble length =
          i + 1 < joints.length
              ? OptionalDouble.of(
                  // In whole frames, as two lines of a manifest would have it.
                  (Math.round(joints[i + 1] * rate) - Math.round(joints[i] * rate)) / (double) rate)
              : OptionalDouble.empty();
      ClipAudio part = all.part(joints[i], length);
      assertArrayEquals(
          Arrays.copyOfRange(all.samples(), samples, samples + part.samples().length),
          part.samples());
      assertEquals(part.sourceFrames() / (double) rate, part.durationSeconds());
      samples += part.samples().length;
      frames += part.sourceFrames();
    }
    assertEquals(all.samples().length, samples);
    assertEquals(all.sourceFrames(), frames);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 44_100})
  void thatIsTooLongByARoundedHundredthEndsWithTheFile(int rate) throws IOException {
    ClipAudio all = read(rate, noise(rate));
    ClipAudio end = all.part(0.5, OptionalDouble.empty());
    assertEquals(end, all.part(0.5, OptionalDouble.of(0.51)));
    assertEquals(end, all.part(0.5, OptionalDouble.of(0.55)));
    assertEquals(
        "the part begins at 0.5 s and is 0.552 s long, but the file has 1.0 s",
        refusal(all, 0.5, OptionalDouble.of(0.552)));
  }

  private static String refusal(ClipAudio audio, double offset, OptionalDouble length) {
    return assertThrows(IllegalArgumentException.class, () -> audio.part(offset, length))
        .getMessage();
  }

  @Test
  void thatIsNotThereIsRefused() throws IOException {
    ClipAudio all = read(16_000, noise(16_000));
    assertEquals(
        "the part begins at 1.0 s, but the file has 1.0 s",
        refusal(all, 1, OptionalDouble.empty()));
    assertEquals(
        "the part begins at 2.0 s and is 0.5 s long, but the file has 1.0 s",
        refusal(all, 2, OptionalDouble.of(0.5)));
    // Within the tolerance, but nothing is left.
    refusal(all, 1, OptionalDouble.of(0.01));
    refusal(all, 0.5, OptionalDouble.of(1e-9));
    for (double far : new double[] {1e15, 1e300, Double.MAX_VALUE}) {
      refusal(all, far, OptionalDouble.empty());
      refusal(all, far, OptionalDouble.of(far));
      refusal(all, 0.5, OptionalDouble.of(far));
      refusal(all, far, OptionalDouble.of(0.1));
    }
  }

  /** Of a file of 96 kHz a frame is less than a sample. */
  @Test
  void ofNoSampleIsRefused() throws IOException {
    ClipAudio all = read(96_000, noise(9_600));
    refusal(all, 0.05, OptionalDouble.of(1 / 96_000.0));
  }

  @Test
  void hasItsOwnPeak() throws IOException {
    short[] all = new short[16_000];
    all[100] = 10_000;
    ClipAudio audio = read(16_000, all);
    assertTrue(audio.part(0.5, OptionalDouble.empty()).isSilent());
    assertEquals(10_000 / 32_768f, audio.peak());
  }
}
