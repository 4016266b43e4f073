package io.humhelix.bench.cli;

import io.humhelix.bench.harness.TestClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Definitions in hum-helix's form, with their audio beside them. */
final class LegacyFile {

  private LegacyFile() {}

  /** Writes a file with one entry per model, and half a second of audio. */
  static Path write(Path folder, String backend, String... models) throws IOException {
    TestClips.wav(folder.resolve("30s.wav"), 0.5, 0.5);
    StringBuilder text = new StringBuilder("download_root: \"models\"\nbenchmarks:\n");
    for (String model : models) {
      text.append("  - model: \"")
          .append(model)
          .append("\"\n")
          .append(backend.isEmpty() ? "" : "    backend: \"" + backend + "\"\n")
          .append("    compute_type: \"float16\"\n")
          .append("    device: \"cuda\"\n")
          .append("    beam_size: 1\n")
          .append("    vad_filter: False\n")
          .append("    word_timestamps: False\n")
          .append("    audio_file: \"30s.wav\"\n");
    }
    return Files.writeString(folder.resolve("benchmark.config.yaml"), text);
  }
}
