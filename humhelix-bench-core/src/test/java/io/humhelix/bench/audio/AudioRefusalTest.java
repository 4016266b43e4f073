package io.humhelix.bench.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.audio.AudioException.Code;
import io.humhelix.bench.result.Severity;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioRefusalTest {

  private static final byte[] DATA = WavBuilder.shorts(new short[800]);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1, 0, 16000, 16, MALFORMED, 0 channels",
    "1, 1, 0, 16, MALFORMED, sample rate of 0 Hz",
    "1, 65, 16000, 16, UNSUPPORTED_ENCODING, 65 channels",
    "1, 65535, 16000, 16, UNSUPPORTED_ENCODING, 65535 channels",
    "1, 1, 768001, 16, UNSUPPORTED_ENCODING, 768001 Hz",
    "1, 1, 4294967295, 16, UNSUPPORTED_ENCODING, 4294967295 Hz",
    "1, 1, 16000, 13, UNSUPPORTED_ENCODING, PCM of 13 bits",
    "1, 1, 16000, 0, UNSUPPORTED_ENCODING, PCM of 0 bits",
    "1, 1, 16000, 64, UNSUPPORTED_ENCODING, PCM of 64 bits",
    "3, 1, 16000, 16, UNSUPPORTED_ENCODING, float of 16 bits",
    "6, 1, 16000, 16, UNSUPPORTED_ENCODING, A-law of 16 bits",
    "2, 1, 16000, 4, UNSUPPORTED_ENCODING, Microsoft ADPCM",
    "17, 1, 16000, 4, UNSUPPORTED_ENCODING, IMA ADPCM",
    "49, 1, 8000, 0, UNSUPPORTED_ENCODING, GSM 6.10",
    "85, 2, 44100, 0, UNSUPPORTED_ENCODING, MP3",
    "4660, 2, 44100, 16, UNSUPPORTED_ENCODING, an unknown codec (format tag 0x1234)",
  })
  void refusesFormats(int tag, int channels, long rate, int bits, Code code, String found) {
    byte[] fmt = WavBuilder.fmtBytes(tag, channels, rate, bits, channels * bits / 8, 0);
    AudioException e = refused(WavBuilder.riff().chunk("fmt ", fmt).chunk("data", DATA).build());
    assertEquals(code, e.code());
    assertTrue(e.found().contains(found), e.getMessage());
    assertTrue(e.getMessage().contains("clip.wav"), e.getMessage());
    assertTrue(e.getMessage().contains("supported: PCM of 8, 16, 24 or 32"), e.getMessage());
    assertTrue(e.getMessage().contains("ffmpeg -i in -ar 16000 -ac 1 out.wav"), e.getMessage());
  }

  @Test
  void namesAllThatIsWrongAtOnce() {
    byte[] fmt = WavBuilder.fmtBytes(85, 0, 0, 3, 0, 0);
    AudioException e = refused(WavBuilder.riff().chunk("fmt ", fmt).chunk("data", DATA).build());
    for (String part : List.of("0 channels", "0 Hz", "MP3")) {
      assertTrue(e.found().contains(part), e.getMessage());
    }
  }

  @Test
  void refusesBlockAlignThatNothingElseSupports() {
    // 24 bits in 4 bytes: nothing tells which three of them are the sample.
    byte[] fmt = WavBuilder.fmtBytes(1, 1, 16_000, 24, 4, 64_000);
    AudioException e = refused(WavBuilder.riff().chunk("fmt ", fmt).chunk("data", DATA).build());
    assertEquals(Code.MALFORMED, e.code());
    assertTrue(e.found().contains("block align of 4"), e.getMessage());
  }

  @Test
  void refusesExtensibleThatIsCutOffOrOfAForeignSubFormat() {
    byte[] fmt = WavBuilder.fmtBytes(0xfffe, 1, 16_000, 16, 2, 32_000);
    AudioException cut = refused(WavBuilder.riff().chunk("fmt ", fmt).chunk("data", DATA).build());
    assertTrue(cut.found().contains("'fmt ' chunk of 16 bytes"), cut.getMessage());

    byte[] wav = WavBuilder.riff().extensible(1, 1, 16_000, 16, 16).chunk("data", DATA).build();
    wav[20 + 30] = 0x21;
    AudioException foreign = refused(wav);
    assertTrue(
        foreign.found().contains("00000001-0000-0021-800000aa00389b71"), foreign.getMessage());

    byte[] bits = WavBuilder.riff().extensible(1, 1, 16_000, 16, 17).chunk("data", DATA).build();
    assertTrue(refused(bits).found().contains("17 valid bits in samples of 16"));
  }

  @Test
  void refusesMissingChunks() {
    assertMalformed(WavBuilder.riff().build(), "no 'fmt ' and no 'data' chunk");
    assertMalformed(WavBuilder.riff().fmt(1, 1, 16_000, 16).build(), "no 'data' chunk");
    assertMalformed(WavBuilder.riff().chunk("data", DATA).build(), "no 'fmt ' chunk");
    assertMalformed(
        WavBuilder.riff().chunk("fmt ", new byte[15]).chunk("data", DATA).build(), "15");
  }

  @ParameterizedTest
  @ValueSource(longs = {0x8000_0000L, 0xffff_ffffL, 2_000})
  void refusesChunkBeyondTheFileBeforeTheFormat(long declared) {
    byte[] wav =
        WavBuilder.riff()
            .chunk("JUNK", declared, new byte[4])
            .fmt(1, 1, 16_000, 16)
            .chunk("data", DATA.length, DATA)
            .build();
    assertMalformed(wav, "chunk 'JUNK' at byte 12 claims " + declared + " bytes");
  }

  @Test
  void endsTheSearchInAFileOfEmptyChunks() {
    WavBuilder wav = WavBuilder.riff();
    for (int i = 0; i < 20_000; i++) {
      wav.chunk("LIST", new byte[0]);
    }
    assertMalformed(wav.build(), "chunk 10001");
  }

  @Test
  void refusesEmptyAudio() {
    WavBuilder none = WavBuilder.riff().fmt(1, 1, 16_000, 16).chunk("data", new byte[0]);
    assertEquals(Code.EMPTY_AUDIO, refused(none.build()).code());
    assertEquals(Code.EMPTY_AUDIO, refused(none.chunk("LIST", new byte[40]).build()).code());
    byte[] half = WavBuilder.riff().fmt(1, 2, 16_000, 16).chunk("data", new byte[2]).build();
    assertEquals(Code.EMPTY_AUDIO, refused(half).code());
    assertEquals(Code.EMPTY_AUDIO, refused(WavBuilder.pcm16(48_000, (short) 5)).code());
    AudioException e = refused(new byte[0]);
    assertEquals(Code.EMPTY_AUDIO, e.code());
    assertEquals("empty-audio", e.toIssue().code());
    assertEquals(Severity.ERROR, e.toIssue().severity());
  }

  @Test
  void refusesSamplesThatAreNoNumbers() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, -1e30f}) {
      byte[] wav =
          WavBuilder.riff()
              .fmt(3, 2, 16_000, 32)
              .chunk("data", WavBuilder.floats(0, 0, 0, bad))
              .build();
      AudioException e = refused(wav);
      assertEquals(Code.BAD_SAMPLE, e.code());
      assertTrue(e.found().startsWith("frame 1, channel 1 is "), e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "664c614300000022, FLAC",
    "4f67675300020000, Ogg",
    "4944330400000000, MP3",
    "fffb906400000000, MP3",
    "fff15080000000, AAC",
    "000000206674797069736f6d, MP4",
    "1a45dfa39f428681, WebM",
    "464f524d0000000041494646, AIFF",
    "464f524d0000000041494643, AIFF-C",
    "524946580000000057415645, big-endian WAV file (RIFX)",
    "726966662e91cf11a5d628db04c10000, Wave64",
    "2e736e6400000018, AU",
    "636166660001, CAF",
    "3026b2758e66cf11, Windows Media",
    "5249464600000000415649204c495354, of type 'AVI '",
    "52494646, cut off after 4 bytes",
    "3c21444f43545950452068746d6c3e, HTML",
    "0a3c68746d6c3e, HTML",
    "76657273696f6e2068747470733a2f2f6769742d6c66732e, Git LFS",
    "0102030405, an unknown format",
  })
  void namesOtherFormatsByTheirContent(String hex, String name) throws IOException {
    AudioException e = refused(HexFormat.of().parseHex(hex));
    assertEquals(Code.UNSUPPORTED_FORMAT, e.code());
    assertTrue(e.found().contains(name), e.getMessage());
    assertTrue(e.getMessage().contains("supported: WAV"), e.getMessage());
    assertTrue(e.getMessage().contains("ffmpeg -i in"), e.getMessage());
  }

  @Test
  void refusesWhatIsNoFile() {
    AudioReader reader = new AudioReader();
    Path missing = folder.resolve("missing.wav");
    AudioException e = assertThrows(AudioException.class, () -> reader.read(missing));
    assertEquals(Code.NO_SUCH_FILE, e.code());
    assertEquals(missing.toString(), e.location());
    e = assertThrows(AudioException.class, () -> reader.read(folder));
    assertEquals(Code.NOT_A_FILE, e.code());
  }

  @Test
  void refusesWhatExceedsTheLimit() throws IOException {
    Path file = Files.write(folder.resolve("clip.wav"), WavBuilder.pcm16(800, new short[801]));
    AudioReader reader = new AudioReader(Duration.ofSeconds(1), List.of(new WavDecoder()));
    AudioException e = assertThrows(AudioException.class, () -> reader.read(file));
    assertEquals(Code.TOO_LONG, e.code());
    Files.write(file, WavBuilder.pcm16(800, new short[800]));
    assertEquals(16_000, reader.read(file).samples().length);
  }

  @Test
  void refusesRatesThatBlowASmallFileUp() {
    // 20 000 s, below the limit on length, but 1.3 GB of samples from 40 KB.
    AudioException e = refused(WavBuilder.pcm16(1, new short[20_000]));
    assertEquals(Code.TOO_LONG, e.code());
    assertTrue(e.found().contains("a rate of 1 Hz"), e.getMessage());
  }

  @Test
  void refusesWhatTheHeapCannotHold() {
    Path file = Path.of("long.wav");
    // No JVM makes an array of that length, however much memory there is.
    AudioException e =
        assertThrows(AudioException.class, () -> AudioReader.collector(file, Integer.MAX_VALUE));
    assertEquals(Code.TOO_LONG, e.code());
    assertTrue(e.found().contains("8191 MiB"), e.getMessage());
  }

  @Test
  void refusesFileThatShrinksWhileItIsRead() throws IOException {
    Path file = Files.write(folder.resolve("clip.wav"), WavBuilder.pcm16(16_000, new short[800]));
    AudioReader reader = new AudioReader(Duration.ofHours(1), List.of(new ShrinkingDecoder()));
    AudioException e = assertThrows(AudioException.class, () -> reader.read(file));
    assertEquals(Code.UNREADABLE, e.code());
    assertTrue(e.found().contains("became shorter"), e.getMessage());
  }

  @Test
  void refusesLimitsOutOfRange() {
    for (Duration limit :
        List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofHours(37).plusNanos(1))) {
      assertThrows(
          IllegalArgumentException.class, () -> new AudioReader(limit, List.of(new WavDecoder())));
    }
  }

  private void assertMalformed(byte[] content, String found) {
    AudioException e = refused(content);
    assertEquals(Code.MALFORMED, e.code());
    assertTrue(e.found().contains(found), e.getMessage());
  }

  private AudioException refused(byte[] content) {
    AudioException e = assertThrows(AudioException.class, () -> WavBuilder.read(folder, content));
    assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(e.found()), e.found());
    return e;
  }

  /** Cuts the file behind its header as soon as it is open. */
  private static final class ShrinkingDecoder implements AudioDecoder {
    private final WavDecoder wav = new WavDecoder();

    @Override
    public String format() {
      return wav.format();
    }

    @Override
    public boolean recognises(byte[] head) {
      return wav.recognises(head);
    }

    @Override
    public AudioStream open(Path file, SeekableByteChannel channel) throws IOException {
      AudioStream stream = wav.open(file, channel);
      Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 60));
      return stream;
    }
  }
}
