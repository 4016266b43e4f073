package io.humhelix.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A results file as hum-helix's script wrote it. */
final class LegacyResults {

  private LegacyResults() {}

  static Path write(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String model : new String[] {"tiny.en", "base.en"}) {
      text.append("- audio_duration: 30.0\n  audio_file: 30s.wav\n  beam_size: 1\n")
          .append("  compute_type: float16\n  device: cuda\n  inference_time: 0.25\n")
          .append("  load_time: 1.5\n  model: ")
          .append(model)
          .append("\n  rtf: 0.0125\n  total_time: 1.875\n  total_transcription_time: 0.375\n")
          .append("  transcription: ' And then'\n  transcription_time: 0.125\n")
          .append("  vad_filter: false\n  word_timestamps: false\n");
    }
    return Files.writeString(folder.resolve("benchmark-20250101-120000.db.yaml"), text);
  }
}
