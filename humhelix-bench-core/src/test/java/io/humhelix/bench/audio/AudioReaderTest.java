package io.humhelix.bench.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioReaderTest {

  @TempDir Path folder;

  @Test
  void passesSixteenKilohertzThroughBitByBit() throws IOException {
    short[] samples = new short[65_536];
    float[] expected = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) i;
      expected[i] = samples[i] / 32_768f;
    }
    byte[] wav = WavBuilder.pcm16(16_000, samples);
    ClipAudio clip = WavBuilder.read(folder, wav);
    assertArrayEquals(expected, clip.samples());
    assertEquals(ClipAudio.NOT_RESAMPLED, clip.resampler());
    assertEquals(Sha256.of(wav), clip.fileSha256());
    assertEquals(Sha256.of(WavBuilder.floats(expected)), clip.samplesSha256());
    assertEquals(1, clip.peak());
    assertEquals(4.096, clip.durationSeconds());
  }

  @Test
  void keepsTheOriginalDurationWhenItResamples() throws IOException {
    ClipAudio clip = WavBuilder.read(folder, WavBuilder.pcm16(44_100, tone(44_101)));
    assertEquals(44_101 / 44_100.0, clip.durationSeconds());
    assertEquals(16_000, clip.samples().length);
    assertEquals(44_100, clip.sourceSampleRate());
    assertEquals(ClipAudio.RESAMPLER, clip.resampler());
  }

  /** The coefficients come from StrictMath and the sums have a fixed order. */
  @Test
  void resamplesToTheSameBitsOnEveryMachine() throws IOException {
    ClipAudio clip = WavBuilder.read(folder, WavBuilder.pcm16(44_100, tone(10_000)));
    assertEquals(
        "da884ecf928f2b0c3c4440c10e9a4d97e5976cd17a87480986b74df1fa9ed60c", clip.samplesSha256());
  }

  @Test
  void tellsSilenceFromQuiet() throws IOException {
    assertTrue(WavBuilder.read(folder, WavBuilder.pcm16(44_100, new short[4_410])).isSilent());
    ClipAudio quiet = WavBuilder.read(folder, WavBuilder.pcm16(16_000, (short) 0, (short) -1));
    assertFalse(quiet.isSilent());
    assertEquals(1 / 32_768f, quiet.peak());
  }

  @Test
  void goesByContentNotByName() throws IOException {
    Path file = Files.write(folder.resolve("clip.mp3"), WavBuilder.pcm16(16_000, tone(100)));
    assertEquals(100, new AudioReader().read(file).sourceFrames());
  }

  @Test
  void comparesByContent() throws IOException {
    byte[] wav = WavBuilder.pcm16(16_000, tone(100));
    ClipAudio clip = WavBuilder.read(folder, wav);
    assertEquals(clip, WavBuilder.read(folder, wav));
    assertEquals(clip.hashCode(), WavBuilder.read(folder, wav).hashCode());
    wav[60]++;
    assertNotEquals(clip, WavBuilder.read(folder, wav));
  }

  @Test
  void readsFromAnyFileSystem() throws IOException {
    try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
      Path file = Files.write(memory.getPath("/clip.wav"), WavBuilder.pcm16(8_000, tone(8_000)));
      assertEquals(16_000, new AudioReader().read(file).samples().length);
    }
  }

  @Test
  void asksDecodersInOrder() throws IOException {
    AudioDecoder constant = new ConstantDecoder();
    AudioReader reader = new AudioReader(Duration.ofHours(1), List.of(constant, new WavDecoder()));
    Path odd = Files.writeString(folder.resolve("odd"), "CONSTANT");
    assertArrayEquals(new float[] {0.5f, 0.5f, 0.5f}, reader.read(odd).samples());
    Path wav = Files.write(folder.resolve("clip"), WavBuilder.pcm16(16_000, tone(100)));
    assertEquals("pcm_s16le", reader.read(wav).sourceEncoding());
  }

  @Test
  void readsInSeveralThreads() throws Exception {
    List<Path> files = new ArrayList<>();
    List<ClipAudio> expected = new ArrayList<>();
    AudioReader reader = new AudioReader();
    for (int rate : new int[] {8_000, 16_000, 22_050, 44_100}) {
      Path file = folder.resolve(rate + ".wav");
      files.add(Files.write(file, WavBuilder.pcm16(rate, tone(rate))));
      expected.add(reader.read(file));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<ClipAudio>> reads = new ArrayList<>();
      for (int i = 0; i < 80; i++) {
        Path file = files.get(i % files.size());
        reads.add(() -> reader.read(file));
      }
      List<Future<ClipAudio>> results = threads.invokeAll(reads);
      for (int i = 0; i < results.size(); i++) {
        assertEquals(expected.get(i % expected.size()), results.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static short[] tone(int frames) {
    short[] samples = new short[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = (short) (i * 7919 % 20_011 - 10_000);
    }
    return samples;
  }

  /** Three samples of 0.5 at 16 kHz. */
  private static final class ConstantDecoder implements AudioDecoder {
    @Override
    public String format() {
      return "constant";
    }

    @Override
    public boolean recognises(byte[] head) {
      return head[0] == 'C';
    }

    @Override
    public AudioStream open(Path file, SeekableByteChannel channel) {
      return new AudioStream() {
        private boolean read;

        @Override
        public int sampleRate() {
          return 16_000;
        }

        @Override
        public int channels() {
          return 1;
        }

        @Override
        public String encoding() {
          return "constant";
        }

        @Override
        public long frames() {
          return 3;
        }

        @Override
        public List<Issue> issues() {
          return List.of();
        }

        @Override
        public int read(float[] interleaved) {
          if (read) {
            return -1;
          }
          read = true;
          Arrays.fill(interleaved, 0, 3, 0.5f);
          return 3;
        }
      };
    }
  }
}
