package io.humhelix.bench.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of 16 000 frames, one second, whose header says something else. */
class WavLyingHeaderTest {

  private static final byte[] SECOND = second();

  @TempDir Path folder;

  private static byte[] second() {
    short[] samples = new short[16_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (8_000 * Math.sin(i * 0.1) - 9_000);
    }
    return WavBuilder.shorts(samples);
  }

  private static WavBuilder mono16() {
    return WavBuilder.riff().fmt(1, 1, 16_000, 16);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 0xffff_ffffL, 0x7fff_ffffL, 0x8000_0000L, 32_100, 1_000, 31_000})
  void dataSizeThatIsWrongYieldsToTheBytesPresent(long declared) throws IOException {
    ClipAudio clip = WavBuilder.read(folder, mono16().chunk("data", declared, SECOND).build());
    assertEquals(1.0, clip.durationSeconds());
    assertEquals(16_000, clip.samples().length);
    assertEquals(List.of("wav-data-size"), codes(clip));
    assertTrue(clip.issues().get(0).message().contains(declared + " bytes"), clip.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {31_998, 32_000, 32_002})
  void dataSizeWithinOneFrameIsNoWarning(long declared) throws IOException {
    ClipAudio clip = WavBuilder.read(folder, mono16().chunk("data", declared, SECOND).build());
    assertEquals(1.0, clip.durationSeconds());
    assertEquals(List.of(), codes(clip));
  }

  @Test
  void streamedSilenceIsNotTakenForPadding() throws IOException {
    ClipAudio clip = WavBuilder.read(folder, mono16().chunk("data", 0, new byte[32_000]).build());
    assertEquals(1.0, clip.durationSeconds());
    assertTrue(clip.isSilent());
  }

  @Test
  void sixtyFourBitSizeBeyondTheFileYieldsToo() throws IOException {
    for (long declared : new long[] {-1, 1L << 40, 0}) {
      byte[] wav =
          WavBuilder.container("RF64")
              .ds64(declared)
              .fmt(1, 1, 16_000, 16)
              .chunk("data", 0xffff_ffffL, SECOND)
              .build();
      ClipAudio clip = WavBuilder.read(folder, wav);
      assertEquals(1.0, clip.durationSeconds());
      assertEquals(List.of("wav-data-size"), codes(clip));
    }
  }

  @Test
  void zerosBehindTheSamplesArePadding() throws IOException {
    byte[] wav = mono16().chunk("data", SECOND).raw(new byte[100_000]).build();
    ClipAudio clip = WavBuilder.read(folder, wav);
    assertEquals(1.0, clip.durationSeconds());
    assertEquals(List.of(), codes(clip));
  }

  @Test
  void tagsBehindTheSamplesAreNoAudio() throws IOException {
    byte[] version1 = Arrays.copyOf("TAGtitle".getBytes(StandardCharsets.US_ASCII), 128);
    byte[] version2 = Arrays.copyOf(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 9, 9, 9}, 300);
    for (byte[] tag : List.of(version1, version2)) {
      byte[] wav = mono16().chunk("data", SECOND).raw(tag).build();
      assertEquals(1.0, WavBuilder.read(folder, wav).durationSeconds());
    }
  }

  @Test
  void chunksAroundTheSamplesAreSkipped() throws IOException {
    byte[] wav =
        WavBuilder.riff()
            .chunk("JUNK", new byte[28])
            .chunk("bext", new byte[602])
            .fmt(1, 1, 16_000, 16)
            .chunk("fact", new byte[4])
            .chunk("LIST", new byte[27])
            .chunk("data", SECOND)
            .chunk("LIST", new byte[33])
            .chunk("xyz1", new byte[5])
            .build();
    ClipAudio clip = WavBuilder.read(folder, wav);
    assertEquals(1.0, clip.durationSeconds());
    assertEquals(List.of(), codes(clip));
  }

  @Test
  void formatBehindTheSamplesIsFound() throws IOException {
    byte[] wav = WavBuilder.riff().chunk("data", SECOND).fmt(1, 1, 16_000, 16).build();
    assertEquals(1.0, WavBuilder.read(folder, wav).durationSeconds());
  }

  @ParameterizedTest
  @CsvSource({"LIST, 1", "LIST, 27", "abcd, 3", "fact, 5"})
  void missingPadByteIsTolerated(String id, int size) throws IOException {
    byte[] wav =
        WavBuilder.riff()
            .chunk(id, size, new byte[size])
            .fmt(1, 1, 16_000, 16)
            .chunk(id, size, new byte[size])
            .chunk("data", SECOND)
            .build();
    assertEquals(1.0, WavBuilder.read(folder, wav).durationSeconds());
  }

  @Test
  void missingPadByteBehindOddSamplesIsTolerated() throws IOException {
    byte[] odd = {(byte) 130, 120, (byte) 140};
    for (boolean pad : new boolean[] {true, false}) {
      WavBuilder wav = WavBuilder.riff().fmt(1, 1, 16_000, 8).chunk("data", 3, odd);
      if (pad) {
        wav.raw(new byte[1]);
      }
      ClipAudio clip = WavBuilder.read(folder, wav.chunk("LIST", new byte[8]).build());
      assertEquals(3, clip.sourceFrames());
      assertEquals(List.of(), codes(clip));
    }
  }

  @Test
  void partialFrameAtTheEndIsDropped() throws IOException {
    byte[] wav =
        WavBuilder.riff()
            .fmt(1, 2, 16_000, 16)
            .chunk("data", 64_000, Arrays.copyOf(SECOND, 31_999))
            .build();
    ClipAudio clip = WavBuilder.read(folder, wav);
    assertEquals(7_999, clip.sourceFrames());
    assertEquals(List.of("wav-data-size", "wav-partial-frame"), codes(clip));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 32000", "4, 32000"})
  void blockAlignIsCorrectedWhereTheRestAgrees(int blockAlign, long byteRate) throws IOException {
    byte[] fmt = WavBuilder.fmtBytes(1, 1, 16_000, 16, blockAlign, byteRate);
    byte[] wav = WavBuilder.riff().chunk("fmt ", fmt).chunk("data", SECOND).build();
    ClipAudio clip = WavBuilder.read(folder, wav);
    assertEquals(1.0, clip.durationSeconds());
    assertEquals(List.of("wav-block-align"), codes(clip));
  }

  @Test
  void secondChunksAreIgnoredAndNamed() throws IOException {
    byte[] one = mono16().chunk("data", SECOND).build();
    byte[] twoData = mono16().chunk("data", SECOND).chunk("data", new byte[64]).build();
    byte[] twoFormats =
        mono16().chunk("data", SECOND).fmt(3, 2, 48_000, 32).chunk("LIST", new byte[4]).build();
    byte[] twoFiles = mono16().chunk("data", SECOND).raw(one).build();
    for (byte[] wav : List.of(twoData, twoFormats, twoFiles)) {
      ClipAudio clip = WavBuilder.read(folder, wav);
      assertEquals(1.0, clip.durationSeconds());
      assertEquals(List.of("wav-ignored-chunk"), codes(clip));
    }
  }

  @Test
  void chunkBeyondTheEndBehindTheSamplesDoesNoHarm() throws IOException {
    byte[] wav = mono16().chunk("data", SECOND).chunk("LIST", 0xffff_ffffL, new byte[20]).build();
    ClipAudio clip = WavBuilder.read(folder, wav);
    assertEquals(1.0, clip.durationSeconds());
    assertEquals(List.of(), codes(clip));
  }

  @Test
  void riffSizeIsNotUsed() throws IOException {
    byte[] expected = mono16().chunk("data", SECOND).build();
    float[] samples = WavBuilder.read(folder, expected).samples();
    for (int lie : new int[] {0, -1, 4, 20_000}) {
      byte[] wav = expected.clone();
      WavBuilder.little(4).putInt(lie).flip().get(wav, 4, 4);
      assertArrayEquals(samples, WavBuilder.read(folder, wav).samples());
    }
  }

  private static List<String> codes(ClipAudio clip) {
    return clip.issues().stream().map(Issue::code).toList();
  }
}
