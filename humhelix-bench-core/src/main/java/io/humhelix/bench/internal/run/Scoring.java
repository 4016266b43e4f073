package io.humhelix.bench.internal.run;

import io.humhelix.bench.accuracy.LanguageScorer;
import io.humhelix.bench.accuracy.TextLanguage;
import io.humhelix.bench.accuracy.WordSeparation;
import io.humhelix.bench.internal.preflight.CheckedRunConfig;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.FailedClip;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.result.TrialResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the texts of a run config are scored: each clip in its own language, which is the declared
 * one, or else the one that the system says it decoded.
 *
 * @param scorer by language
 * @param workload the clips, and what is to be done with them
 * @param only the one language of the backend; empty if it has more, or does not say
 */
record Scoring(LanguageScorer scorer, Workload workload, Optional<String> only) {

  private static final String SEPARATOR = ", ";

  static Scoring of(BenchmarkDefinition definition, CheckedRunConfig config) {
    Set<String> languages =
        config.provider().map(provider -> provider.capabilities().languages()).orElse(Set.of());
    return new Scoring(
        new LanguageScorer(definition.accuracy().normalizer()),
        config.runConfig().workload(),
        languages.size() == 1 ? languages.stream().findFirst() : Optional.empty());
  }

  /** Scores the text of a clip; empty if there is nothing to hold it against. */
  Optional<ClipScore> score(AudioClip clip, Transcript transcript) {
    return clip.reference()
        .map(
            reference -> scorer.of(language(clip, transcript)).score(reference, transcript.text()));
  }

  private Optional<String> language(AudioClip clip, Transcript transcript) {
    return TextLanguage.of(workload.task().of(clip), transcript.language());
  }

  /** Returns a transcript in the one language of a backend that declares one. */
  Transcript inKnownLanguage(Transcript transcript) {
    return transcript.language().isEmpty()
        ? only.map(transcript::withLanguage).orElse(transcript)
        : transcript;
  }

  /**
   * Returns what a reader must know if the engine says that it decoded another language than the
   * one it was asked for.
   */
  Optional<Issue> otherLanguage(AudioClip clip, Transcript transcript) {
    Optional<String> asked = workload.task().of(clip).language();
    return asked.isEmpty()
            || transcript.language().isEmpty()
            || TextLanguage.same(asked.get(), transcript.language().get())
        ? Optional.empty()
        : Optional.of(
            Issue.warning(
                "language-differs",
                "clip '"
                    + clip.id()
                    + "': asked for the language '"
                    + asked.get()
                    + "', but the engine says it decoded '"
                    + transcript.language().get()
                    + "'.",
                "Check the clip's language, and that the model knows it: the error rate is not that"
                    + " of the language asked for."));
  }

  /** Returns which error rate decides: by characters if any text needs that. */
  ErrorUnit unit(List<ClipResult> clips) {
    Map<String, AudioClip> byId = byId();
    return clips.stream()
            .filter(clip -> clip.score().isPresent())
            .anyMatch(
                clip ->
                    WordSeparation.unit(
                            language(byId.get(clip.clipId()), clip.transcript()),
                            clip.score().get().reference())
                        == ErrorUnit.CHARACTER)
        ? ErrorUnit.CHARACTER
        : ErrorUnit.WORD;
  }

  /**
   * Returns the normalisers of some trials, or those of the declared languages if none scored; in
   * the order of their names, so that runs that used the same ones are alike.
   */
  String normalizer(List<TrialResult> trials) {
    Set<String> used = new TreeSet<>();
    trials.stream()
        .flatMap(
            trial ->
                Stream.concat(
                    trial.clips().stream().flatMap(clip -> clip.score().stream()),
                    trial.failedCalls().clips().stream().map(FailedClip::score)))
        .forEach(score -> used.add(score.normalizer()));
    if (used.isEmpty()) {
      for (TranscriptionTask task : workload.tasks()) {
        used.add(scorer.of(TextLanguage.of(task, only)).normalizerId());
      }
    }
    return String.join(SEPARATOR, used);
  }

  /** Returns what a reader should know if nobody has said which language the texts are in. */
  Optional<Issue> unknownLanguage(TrialResult trial) {
    Map<String, AudioClip> byId = byId();
    boolean unknown =
        scorer.byLanguage()
            && trial.clips().stream()
                .filter(clip -> clip.score().isPresent())
                .anyMatch(clip -> language(byId.get(clip.clipId()), clip.transcript()).isEmpty());
    return unknown
        ? Optional.of(
            Issue.info(
                "language-unknown",
                "no language is declared, and the engine does not tell which one it decoded: texts"
                    + " are normalised by '"
                    + normalizer(List.of(trial))
                    + "'. Set the workload's language, or accuracy.normalizer."))
        : Optional.empty();
  }

  private Map<String, AudioClip> byId() {
    return workload.clips().stream().collect(Collectors.toMap(AudioClip::id, Function.identity()));
  }
}
