package io.humhelix.bench.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavEncodingTest {

  @TempDir Path folder;

  @Test
  void scalesUnsigned8() throws IOException {
    byte[] data = {0, 64, (byte) 128, (byte) 192, (byte) 255};
    ClipAudio clip = mono(1, 8, data);
    assertArrayEquals(new float[] {-1, -0.5f, 0, 0.5f, 127 / 128f}, clip.samples());
    assertEquals("pcm_u8", clip.sourceEncoding());
  }

  @Test
  void scalesSigned16() throws IOException {
    ClipAudio clip =
        WavBuilder.read(
            folder, WavBuilder.pcm16(16_000, (short) -32768, (short) 0, (short) 1, (short) 32767));
    assertArrayEquals(new float[] {-1, 0, 1 / 32768f, 32767 / 32768f}, clip.samples());
    assertEquals("pcm_s16le", clip.sourceEncoding());
  }

  @Test
  void scalesSigned24() throws IOException {
    byte[] data = {0, 0, (byte) 0x80, -1, -1, -1, 1, 0, 0, -1, -1, 0x7f, 0x56, 0x34, 0x12};
    ClipAudio clip = mono(1, 24, data);
    assertArrayEquals(
        new float[] {-1, -1 / 8388608f, 1 / 8388608f, 8388607 / 8388608f, 0x123456 / 8388608f},
        clip.samples());
    assertEquals("pcm_s24le", clip.sourceEncoding());
  }

  @Test
  void scalesSigned32() throws IOException {
    ByteBuffer data = WavBuilder.little(12).putInt(Integer.MIN_VALUE).putInt(1 << 30).putInt(256);
    ClipAudio clip = mono(1, 32, data.array());
    assertArrayEquals(new float[] {-1, 0.5f, 256 / 2147483648f}, clip.samples());
    assertEquals("pcm_s32le", clip.sourceEncoding());
  }

  @Test
  void keepsFloats() throws IOException {
    float[] samples = {-1, 0.1f, Float.MIN_VALUE, 1, -0f};
    ClipAudio clip = mono(3, 32, WavBuilder.floats(samples));
    assertArrayEquals(samples, clip.samples());
    assertEquals("pcm_f32le", clip.sourceEncoding());
  }

  @Test
  void roundsDoublesToFloats() throws IOException {
    ClipAudio clip = mono(3, 64, WavBuilder.little(16).putDouble(0.1).putDouble(-0.7).array());
    assertArrayEquals(new float[] {0.1f, -0.7f}, clip.samples());
    assertEquals("pcm_f64le", clip.sourceEncoding());
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7})
  void expandsCompandedSamples(int tag) throws IOException {
    byte[] data = {0, 0x2a, (byte) 0xd5, (byte) 0xff};
    ClipAudio clip = mono(tag, 8, data);
    float[] expected =
        tag == 6
            ? new float[] {-5504 / 32768f, -32256 / 32768f, 8 / 32768f, 848 / 32768f}
            : new float[] {-32124 / 32768f, -5372 / 32768f, 716 / 32768f, 0};
    assertArrayEquals(expected, clip.samples());
    assertEquals(tag == 6 ? "pcm_alaw" : "pcm_mulaw", clip.sourceEncoding());
  }

  @ParameterizedTest
  @MethodSource("validBits")
  void takesValidBitsAsTheUpperOnesOfTheContainer(int bits, int valid) throws IOException {
    int half = bits / 8;
    byte[] data = new byte[half];
    data[half - 1] = bits == 8 ? (byte) 0xc0 : 0x40;
    byte[] wav =
        WavBuilder.riff().extensible(1, 1, 16_000, bits, valid).chunk("data", data).build();
    assertArrayEquals(new float[] {0.5f}, WavBuilder.read(folder, wav).samples());
  }

  static Stream<Arguments> validBits() {
    return Stream.of(
        Arguments.of(8, 8),
        Arguments.of(16, 12),
        Arguments.of(16, 16),
        Arguments.of(24, 20),
        Arguments.of(32, 24),
        Arguments.of(32, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 6, 7})
  void readsExtensibleSubFormats(int subFormat) throws IOException {
    int bits = subFormat == 3 ? 32 : 8;
    byte[] data = subFormat == 3 ? WavBuilder.floats(0.25f) : new byte[] {(byte) 0x80};
    byte[] wav =
        WavBuilder.riff().extensible(subFormat, 1, 16_000, bits, bits).chunk("data", data).build();
    float expected = subFormat == 3 ? 0.25f : subFormat == 6 ? 5504 / 32768f : 32124 / 32768f;
    assertArrayEquals(new float[] {expected}, WavBuilder.read(folder, wav).samples());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6, 63, 64})
  void mixesChannelsByTheirMean(int channels) throws IOException {
    int frames = 2_000;
    Random random = new Random(channels);
    short[] samples = new short[frames * channels];
    float[] expected = new float[frames];
    for (int frame = 0; frame < frames; frame++) {
      long sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        short sample = (short) random.nextInt();
        samples[frame * channels + channel] = sample;
        sum += sample;
      }
      expected[frame] = (float) (sum / 32768.0 / channels);
    }
    byte[] wav =
        WavBuilder.riff()
            .fmt(1, channels, 16_000, 16)
            .chunk("data", WavBuilder.shorts(samples))
            .build();
    ClipAudio clip = WavBuilder.read(folder, wav);
    assertArrayEquals(expected, clip.samples(), 1e-7f);
    assertEquals(channels, clip.sourceChannels());
    assertEquals(frames, clip.sourceFrames());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RF64", "BW64"})
  void readsSixtyFourBitSizes(String container) throws IOException {
    byte[] wav =
        WavBuilder.container(container)
            .ds64(6)
            .fmt(1, 1, 16_000, 16)
            .chunk("data", 0xffff_ffffL, WavBuilder.shorts((short) 1, (short) 2, (short) 3))
            .chunk("LIST", new byte[10])
            .build();
    ClipAudio clip = WavBuilder.read(folder, wav);
    assertEquals(3, clip.sourceFrames());
    assertEquals(List.of(), clip.issues());
  }

  @Test
  void usesTheTableOfSixtyFourBitSizes() throws IOException {
    ByteBuffer sizes = WavBuilder.little(40).putLong(0).putLong(4).putLong(0).putInt(1);
    sizes.put("bext".getBytes(StandardCharsets.US_ASCII)).putLong(6);
    byte[] wav =
        WavBuilder.container("RF64")
            .chunk("ds64", sizes.array())
            .chunk("bext", 0xffff_ffffL, new byte[6])
            .fmt(1, 1, 16_000, 16)
            .chunk("data", 0xffff_ffffL, new byte[4])
            .build();
    assertEquals(2, WavBuilder.read(folder, wav).sourceFrames());
  }

  @Test
  void decodesG711ExactlyLikeTheReferenceTables() {
    // SHA-256 of all 256 values as little-endian 16-bit, made with Python's audioop.
    assertEquals(
        "3dab54339e520bb2c924826e3b72a917a2b612e9fd12fc867500f1d983a75827", tableHash(true));
    assertEquals(
        "e04788d110e58ff8c70c93b8480190d973e3b67876b6119abbaec766cc75c174", tableHash(false));
    // G.711 table 2a and 1a, last and first value of the positive half, left-justified.
    assertEquals(32124, G711.muLaw((byte) 0x80));
    assertEquals(0, G711.muLaw((byte) 0xff));
    assertEquals(32256, G711.aLaw((byte) 0xaa));
    assertEquals(8, G711.aLaw((byte) 0xd5));
  }

  @Test
  void saysWhatItCutToFullScale() throws IOException {
    ClipAudio clip = mono(3, 32, WavBuilder.floats(1.5f, -3, 0.5f));
    assertArrayEquals(new float[] {1, -1, 0.5f}, clip.samples());
    assertEquals("audio-over-full-scale", clip.issues().get(0).code());
    assertTrue(clip.issues().get(0).message().contains("2 of the clip"));
    assertEquals(1, clip.peak());
  }

  private ClipAudio mono(int tag, int bits, byte[] data) throws IOException {
    return WavBuilder.read(
        folder, WavBuilder.riff().fmt(tag, 1, 16_000, bits).chunk("data", data).build());
  }

  private static String tableHash(boolean muLaw) {
    ByteBuffer table = WavBuilder.little(512);
    for (int i = 0; i < 256; i++) {
      table.putShort(muLaw ? G711.muLaw((byte) i) : G711.aLaw((byte) i));
    }
    return Sha256.of(table.array());
  }
}
