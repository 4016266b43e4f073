package io.humhelix.bench.internal.run;

import io.humhelix.bench.accuracy.TextLanguage;
import io.humhelix.bench.accuracy.WordSeparation;
import io.humhelix.bench.audio.ClipAudio;
import io.humhelix.bench.internal.measure.ClipReader;
import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the audio of a run, each file once, outside all measured time. */
public final class AudioLibrary {

  private final ClipReader reader = new ClipReader();

  /** Reads a workload, and reports every problem of every clip. */
  public PreparedWorkload prepare(Workload workload, AccuracyPolicy policy) {
    List<PreparedClip> clips = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    Set<Path> cut = new HashSet<>();
    for (AudioClip clip : workload.clips()) {
      try {
        ClipAudio audio = reader.read(clip);
        clips.add(new PreparedClip(clip, audio, Files.size(clip.audio())));
        boolean news = clip.offsetSeconds().isEmpty() || cut.add(clip.audio());
        issues.addAll(issuesOf(workload, clip, audio, news));
      } catch (IOException e) {
        issues.add(
            Issue.error(
                "audio-unreadable",
                "workload '" + workload.name() + "', clip '" + clip.id() + "': " + e.getMessage(),
                "Repair the file, or take the clip out of the workload."));
      }
    }
    issues.addAll(missingReferences(workload, policy));
    wordGate(workload, policy).ifPresent(issues::add);
    return new PreparedWorkload(workload, clips, issues);
  }

  /** What is odd about a file is said once, not with each of its parts. */
  private static List<Issue> issuesOf(
      Workload workload, AudioClip clip, ClipAudio audio, boolean news) {
    String where = "workload '" + workload.name() + "', clip '" + clip.id() + "'";
    List<Issue> issues = new ArrayList<>();
    if (news) {
      audio.issues().forEach(issue -> issues.add(issue.at(where)));
    }
    if (audio.isSilent()) {
      issues.add(
          Issue.warning(
              "audio-silent",
              where + " is silent: every sample is 0.",
              "Check the recording. Text on silence is made up by the engine."));
    }
    if (clip.offsetSeconds().isEmpty()
        && clip.declaredSeconds().isPresent()
        && Math.abs(clip.declaredSeconds().getAsDouble() - audio.durationSeconds())
            > ClipAudio.ROUNDING_SECONDS) {
      String message =
          where
              + " is "
              + audio.durationSeconds()
              + " s long, but the manifest says "
              + clip.declaredSeconds().getAsDouble()
              + " s.";
      issues.add(
          hasParts(workload, clip)
              ? Issue.error(
                  "audio-duration-differs",
                  message
                      + " Other clips are parts of this file, but a duration cuts only beside an"
                      + " offset above 0.",
                  "For the part from the beginning, write an offset such as 0.00001.")
              : Issue.warning(
                  "audio-duration-differs",
                  message,
                  "The length of the file is used. Check that it is the right file."));
    }
    return issues;
  }

  private static boolean hasParts(Workload workload, AudioClip whole) {
    return workload.clips().stream()
        .anyMatch(clip -> clip.offsetSeconds().isPresent() && clip.audio().equals(whole.audio()));
  }

  private static List<Issue> missingReferences(Workload workload, AccuracyPolicy policy) {
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
        policy.needsReferences()
            ? Issue.error(
                "reference-missing",
                message
                    + " accuracy."
                    + String.join(" and accuracy.", policy.gates())
                    + (policy.gates().size() == 1 ? " needs them." : " need them."),
                "Add the texts, for example in a manifest, or remove the gate.")
            : Issue.info("reference-missing", message + " They have no error rate."));
  }

  /** A limit on words says nothing about a writing that does not separate them. */
  private static Optional<Issue> wordGate(Workload workload, AccuracyPolicy policy) {
    if (policy.maxWerPercent().isEmpty() || !charactersDecide(workload)) {
      return Optional.empty();
    }
    String where = "workload '" + workload.name() + "' has texts whose writing does not separate";
    return Optional.of(
        policy.maxCerPercent().isPresent()
            ? Issue.info(
                "wer-gate-without-words",
                where + " words: accuracy.max_cer_percent is held, max_wer_percent is not.")
            : Issue.warning(
                "wer-gate-without-words",
                where
                    + " words, but accuracy has a gate for words alone: a sentence with one wrong"
                    + " character counts as wholly wrong.",
                "Set accuracy.max_cer_percent, which is held there instead."));
  }

  private static boolean charactersDecide(Workload workload) {
    return workload.clips().stream()
        .filter(clip -> clip.reference().isPresent())
        .anyMatch(
            clip ->
                WordSeparation.unit(
                        TextLanguage.of(workload.task().of(clip), Optional.empty()),
                        clip.reference().get())
                    == ErrorUnit.CHARACTER);
  }

  /** Names the first of some clips. */
  static String abbreviate(List<String> names) {
    int shown = Math.min(5, names.size());
    String list = String.join(", ", names.subList(0, shown));
    return names.size() > shown ? list + " and " + (names.size() - shown) + " more" : list;
  }
}
