package io.humhelix.bench.store;

import io.humhelix.bench.result.ErrorUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the system under test was given to do. What a file does not say is empty; hum-helix's own
 * files name neither workload nor content.
 *
 * @param name name of the workload
 * @param audioFile hum-helix's key: file name of a workload of one clip, else the workload's name
 * @param audioSha256 SHA-256 of the samples of its clip, in hexadecimal digits; of several clips,
 *     that of their ids and hashes in their order. Two files of one name with other content differ
 *     in it; empty where a file does not have it of each clip
 * @param vadFilter whether parts without voice are left out
 * @param wordTimestamps whether times of words are made
 * @param speakers the speaker of each clip that has one, by the clip's id: clips of one speaker are
 *     not independent
 * @param errorUnit by what its references say how good texts are, as in tables of a run: characters
 *     if any clip needs them; empty where the file has no reference
 */
public record WorkloadFacts(
    String name,
    String audioFile,
    String audioSha256,
    boolean vadFilter,
    boolean wordTimestamps,
    Map<String, String> speakers,
    Optional<ErrorUnit> errorUnit) {

  public WorkloadFacts {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(audioFile, "audioFile");
    Objects.requireNonNull(audioSha256, "audioSha256");
    Objects.requireNonNull(errorUnit, "errorUnit");
    speakers = Map.copyOf(speakers);
  }
}
