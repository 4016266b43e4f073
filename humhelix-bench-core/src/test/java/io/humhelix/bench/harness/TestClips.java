package io.humhelix.bench.harness;

import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small audio files and definitions over them. */
public final class TestClips {

  private TestClips() {}

  /** Writes a 16 kHz mono WAV file of 16 bits; an amplitude of 0 is silence. */
  public static Path wav(Path file, double seconds, double amplitude) throws IOException {
    int frames = (int) Math.round(seconds * 16_000);
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * frames).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * frames);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(16_000).putInt(32_000);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * frames);
    for (int i = 0; i < frames; i++) {
      wav.putShort((short) Math.round(amplitude * 32_767 * Math.sin(i * 0.1)));
    }
    return Files.write(file, wav.array());
  }

  /** Returns a workload of clips {@code c0}, {@code c1}, … of half a second that say "a text". */
  public static Workload workload(Path folder, int clips) throws IOException {
    List<AudioClip> list = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      list.add(AudioClip.of(wav(folder.resolve("c" + i + ".wav"), 0.5 + 0.1 * i, 0.5), "a text"));
    }
    return new Workload("clips", list, TranscriptionTask.DEFAULT);
  }

  /** Returns a definition of one fake system on some clips. */
  public static BenchmarkDefinition.Builder definition(Path folder, int clips) throws IOException {
    return BenchmarkDefinition.builder("test")
        .workload(workload(folder, clips))
        .sut(SutSpec.of("sut", "fake", "model"))
        .trials(TrialPolicy.DEFAULT.withCounts(1, 3).withSeed(7))
        .isolation(Isolation.IN_PROCESS);
  }
}
