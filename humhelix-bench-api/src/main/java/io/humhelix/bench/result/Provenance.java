package io.humhelix.bench.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What somebody needs to repeat a run.
 *
 * @param harnessVersion version of humhelix-bench
 * @param host name, operating system, processor, number of processors, memory
 * @param jvm vendor, version and flags of the JVM
 * @param seed seed of every random order of the run
 * @param models the models' files, hashed
 * @param audio the clips' files by workload and clip, hashed
 */
public record Provenance(
    String harnessVersion,
    Map<String, String> host,
    Map<String, String> jvm,
    long seed,
    List<ModelFingerprint> models,
    List<AudioFingerprint> audio) {

  /**
   * A file of a model by its content.
   *
   * @param file the file as it lies on disk
   * @param runConfigs ids of the run configs whose model it belongs to, at least one
   */
  public record ModelFingerprint(FileFingerprint file, List<String> runConfigs) {
    public ModelFingerprint {
      Objects.requireNonNull(file, "file");
      runConfigs = List.copyOf(runConfigs);
    }
  }

  /**
   * A clip by its content.
   *
   * @param workload name of the workload
   * @param clipId the clip within it
   * @param file the file as it lies on disk
   * @param seconds original length
   * @param samplesSha256 hash of the 16 kHz mono samples that engines get, little-endian float32
   * @param resampler id of the filter; {@code none} if the file was 16 kHz already
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
