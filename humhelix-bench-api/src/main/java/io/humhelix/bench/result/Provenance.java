package io.humhelix.bench.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is needed to repeat a run.
 *
 * @param harnessVersion version of humhelix-bench
 * @param host name, operating system, processor, number of processors, memory
 * @param jvm vendor, version and flags of the JVM
 * @param seed seed of every random order of the run
 * @param models hashes of the model files
 * @param audio hashes of the audio files, by workload and clip
 */
public record Provenance(
    String harnessVersion,
    Map<String, String> host,
    Map<String, String> jvm,
    long seed,
    List<ModelFingerprint> models,
    List<AudioFingerprint> audio) {

  /**
   * A model file, identified by its content.
   *
   * @param file name, size and hash of the file on disk
   * @param runConfigs ids of the run configs that use it, at least one
   */
  public record ModelFingerprint(FileFingerprint file, List<String> runConfigs) {
    public ModelFingerprint {
      Objects.requireNonNull(file, "file");
      runConfigs = List.copyOf(runConfigs);
    }
  }

  /**
   * A clip, identified by its content.
   *
   * @param workload name of the workload
   * @param clipId the clip within it
   * @param file name, size and hash of the file on disk
   * @param seconds original length
   * @param samplesSha256 hash of the 16 kHz mono samples that engines get, little-endian float32
   * @param resampler id of the filter; {@code none} if the file had 16 kHz already
   */
  public record AudioFingerprint(
      String workload,
      String clipId,
      FileFingerprint file,
      double seconds,
      String samplesSha256,
      String resampler) {}

  public Provenance {
    Objects.requireNonNull(harnessVersion, "harnessVersion");
    host = Map.copyOf(host);
    jvm = Map.copyOf(jvm);
    models = List.copyOf(models);
    audio = List.copyOf(audio);
  }
}
