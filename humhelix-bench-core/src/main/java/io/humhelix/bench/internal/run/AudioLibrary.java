package io.humhelix.bench.internal.run;

import io.humhelix.bench.audio.AudioException;
import io.humhelix.bench.audio.AudioReader;
import io.humhelix.bench.audio.ClipAudio;
import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Reads the audio of a run, each file once, outside all measured time. */
public final class AudioLibrary {

  /** A manifest rounds durations to hundredths; a larger difference means another file. */
  private static final double DURATION_TOLERANCE_S = 0.05;

  private final AudioReader reader = new AudioReader();
  private final Map<Path, ClipAudio> read = new HashMap<>();

  /** Reads a workload, and reports every problem of every clip. */
  public PreparedWorkload prepare(Workload workload, OptionalDouble werGate) {
    List<PreparedClip> clips = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    for (AudioClip clip : workload.clips()) {
      try {
        ClipAudio audio = audio(clip.audio());
        clips.add(new PreparedClip(clip, audio, Files.size(clip.audio())));
        issues.addAll(issuesOf(workload, clip, audio));
      } catch (IOException e) {
        issues.add(
            Issue.error(
                "audio-unreadable",
                "workload '" + workload.name() + "', clip '" + clip.id() + "': " + e.getMessage(),
                "Repair the file, or take the clip out of the workload."));
      }
    }
    issues.addAll(missingReferences(workload, werGate));
    return new PreparedWorkload(workload, clips, issues);
  }

  private ClipAudio audio(Path file) throws AudioException {
    Path key = file.toAbsolutePath().normalize();
    ClipAudio audio = read.get(key);
    if (audio == null) {
      audio = reader.read(file);
      read.put(key, audio);
    }
    return audio;
  }

  private static List<Issue> issuesOf(Workload workload, AudioClip clip, ClipAudio audio) {
    String where = "workload '" + workload.name() + "', clip '" + clip.id() + "'";
    List<Issue> issues = new ArrayList<>();
    for (Issue issue : audio.issues()) {
      issues.add(
          new Issue(
              issue.severity(), issue.code(), where + ": " + issue.message(), issue.remedy()));
    }
    if (audio.isSilent()) {
      issues.add(
          Issue.warning(
              "audio-silent",
              where + " is silent: every sample is 0.",
              "Check the recording. Text on silence is made up by the engine."));
    }
    if (clip.declaredSeconds().isPresent()
        && Math.abs(clip.declaredSeconds().getAsDouble() - audio.durationSeconds())
            > DURATION_TOLERANCE_S) {
      issues.add(
          Issue.warning(
              "audio-duration-differs",
              where
                  + " is "
                  + audio.durationSeconds()
                  + " s long, but the manifest says "
                  + clip.declaredSeconds().getAsDouble()
                  + " s.",
              "The length of the file is used. Check that it is the right file."));
    }
    return issues;
  }

  private static List<Issue> missingReferences(Workload workload, OptionalDouble werGate) {
    List<String> without =
        workload.clips().stream()
            .filter(clip -> clip.reference().isEmpty())
            .map(AudioClip::id)
            .toList();
    if (without.isEmpty()) {
      return List.of();
    }
    String message =
        "workload '"
            + workload.name()
            + "': "
            + without.size()
            + " of "
            + workload.clips().size()
            + " clips have no reference text: "
            + abbreviate(without)
            + ".";
    return List.of(
        werGate.isPresent()
            ? Issue.error(
                "reference-missing",
                message + " A WER gate needs them.",
                "Add the texts, for example in a manifest, or remove the gate.")
            : Issue.info("reference-missing", message + " They have no error rate."));
  }

  private static String abbreviate(List<String> names) {
    int shown = Math.min(5, names.size());
    String list = String.join(", ", names.subList(0, shown));
    return names.size() > shown ? list + " and " + (names.size() - shown) + " more" : list;
  }
}
