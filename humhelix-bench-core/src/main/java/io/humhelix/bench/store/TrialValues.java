package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.humhelix.bench.internal.codec.CodecException;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.TrialResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The fifteen flat values of a valid measured trial, with hum-helix's names and meanings. No other
 * record has them, so that a plain mean over a file is the mean over its valid trials.
 *
 * @param model as the definition has it
 * @param computeType the definition's word
 * @param device as the definition has it
 * @param beamSize beams of the search; 1 for greedy, and where nobody says
 * @param vadFilter whether parts without voice are left out
 * @param wordTimestamps whether times of words are made
 * @param audioFile file name of a workload of one clip, its id if it is a part of a file, else the
 *     workload's name
 * @param loadTime model load of the fork, seconds
 * @param inferenceTime from the call until segments can be read, seconds, summed over the clips
 * @param transcription texts of the clips, joined by newlines
 * @param transcriptionTime reading all segments, seconds, summed over the clips
 * @param totalTime load time + total transcription time, seconds
 * @param audioDuration original length of the audio, seconds, summed over the clips
 * @param totalTranscriptionTime inference time + transcription time, seconds
 * @param rtf total transcription time / audio duration
 */
public record TrialValues(
    String model,
    String computeType,
    String device,
    long beamSize,
    boolean vadFilter,
    boolean wordTimestamps,
    String audioFile,
    double loadTime,
    double inferenceTime,
    String transcription,
    double transcriptionTime,
    double totalTime,
    double audioDuration,
    double totalTranscriptionTime,
    double rtf) {

  /** A group without a number would vanish from the dashboard. */
  private static final long GREEDY = 1;

  private static final String TRANSCRIPTION = "transcription";

  private static final List<String> KEYS =
      List.of(
          "model",
          "compute_type",
          "device",
          "beam_size",
          "vad_filter",
          "word_timestamps",
          "audio_file",
          "load_time",
          "inference_time",
          TRANSCRIPTION,
          "transcription_time",
          "total_time",
          "audio_duration",
          "total_transcription_time",
          "rtf");

  /**
   * Returns the keys of these values in results files.
   *
   * @return fifteen keys in the order in which records have them
   */
  public static List<String> keys() {
    return KEYS;
  }

  /**
   * Takes the values of a trial.
   *
   * @param context its run config
   * @param trial a valid measured trial
   * @return its values
   * @throws IllegalArgumentException if the trial does not count or has no clips
   */
  public static TrialValues of(TrialContext context, TrialResult trial) {
    if (!trial.counts() || trial.clips().isEmpty()) {
      throw new IllegalArgumentException(
          "a valid trial is measured, OK and has clips; this one is "
              + trial.kind()
              + ", "
              + trial.status()
              + " with "
              + trial.clips().size());
    }
    RunConfig config = context.runConfig();
    double total = trial.totalTranscriptionSeconds();
    return new TrialValues(
        config.sut().model(),
        config.sut().computeType().word(),
        config.sut().device().toString(),
        context.beamSize().orElse(GREEDY),
        config.workload().task().vadFilter(),
        config.workload().task().wordTimestamps(),
        audioFile(config.workload()),
        trial.loadSeconds(),
        trial.inferenceSeconds(),
        trial.transcription(),
        trial.transcriptionSeconds(),
        trial.loadSeconds() + total,
        trial.audioSeconds(),
        total,
        total / trial.audioSeconds());
  }

  /**
   * Returns hum-helix's key of the audio of a workload.
   *
   * @param workload with one or more clips
   * @return file name of its one clip, the clip's id if it is a part of a file, else the workload's
   *     name
   */
  public static String audioFile(Workload workload) {
    if (workload.clips().size() > 1) {
      return workload.name();
    }
    AudioClip clip = workload.clips().get(0);
    if (clip.offsetSeconds().isPresent()) {
      return clip.id();
    }
    Path name = clip.audio().getFileName();
    return name == null ? workload.name() : name.toString();
  }

  void putInto(ObjectNode record) {
    Json.putAll(record, DiskForms.CODEC.encode(this));
  }

  /** Reads the values; empty unless all are there with the right types, and numbers finite. */
  static Optional<TrialValues> from(JsonNode record) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String key : KEYS) {
      JsonNode value = record.get(key);
      if (value == null && key.equals(TRANSCRIPTION) && BaselineRecords.lacksTexts(record)) {
        value = TextNode.valueOf("");
      }
      if (value == null || !value.isValueNode() || value.isNull()) {
        return Optional.empty();
      }
      values.put(key, Json.tree(value));
    }
    try {
      return Optional.of(DiskForms.CODEC.decode(TrialValues.class, values))
          .filter(TrialValues::finite);
    } catch (CodecException e) {
      return Optional.empty();
    }
  }

  private boolean finite() {
    return DoubleStream.of(
            loadTime,
            inferenceTime,
            transcriptionTime,
            totalTime,
            audioDuration,
            totalTranscriptionTime,
            rtf)
        .allMatch(Double::isFinite);
  }
}
