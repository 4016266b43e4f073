package io.humhelix.bench.internal.run;

import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.Issue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The answers to clips in which something is said: those with a reference that is not empty, and of
 * those without any reference all that can be heard.
 *
 * @param clips what a trial gave for them
 */
record SpokenClips(List<ClipResult> clips) {

  /** Two clips may well have the same short answer. */
  private static final int FEWEST_REFERENCES = 3;

  static SpokenClips of(List<PreparedClip> prepared, List<ClipResult> answers) {
    return of(
        prepared.stream()
            .filter(one -> one.audio().isSilent())
            .map(one -> one.clip().id())
            .collect(Collectors.toSet()),
        answers);
  }

  /** Of clips of which some, by their ids, are known to be silent. */
  static SpokenClips of(Set<String> silent, List<ClipResult> answers) {
    return new SpokenClips(
        answers.stream()
            .filter(
                answer ->
                    answer.score().isPresent()
                        ? !answer.score().get().reference().isBlank()
                        : !silent.contains(answer.clipId()))
            .toList());
  }

  /** Returns that there is no text for any of them: fast, and worth nothing. */
  Optional<Issue> noText() {
    Set<String> all = ids(clips);
    return all.isEmpty() || withoutText().size() < all.size()
        ? Optional.empty()
        : Optional.of(
            Issue.error(
                "no-text",
                "the system answered no text for any clip with speech ("
                    + all.size()
                    + (all.size() == 1 ? " clip)." : " clips)."),
                "Check the model, the language and the options. If there is nothing to hear, give"
                    + " the clips the reference \"\"."));
  }

  /** Returns what is odd about their texts. */
  List<Issue> doubtful() {
    List<Issue> issues = new ArrayList<>();
    Set<String> without = withoutText();
    int all = ids(clips).size();
    if (!without.isEmpty() && without.size() < all) {
      issues.add(
          Issue.warning(
              "clips-without-text",
              "no text for "
                  + without.size()
                  + " of "
                  + all
                  + " clips with speech: "
                  + AudioLibrary.abbreviate(List.copyOf(without))
                  + ".",
              "Listen to them. Voice activity detection or a no-speech threshold may drop speech."));
    }
    sameText().ifPresent(issues::add);
    return issues;
  }

  /** An engine that is stuck, or a program that does not listen. */
  private Optional<Issue> sameText() {
    List<ClipScore> scores = clips.stream().flatMap(clip -> clip.score().stream()).toList();
    Set<String> heard = distinct(scores, ClipScore::hypothesis);
    int said = distinct(scores, ClipScore::reference).size();
    return said < FEWEST_REFERENCES || heard.size() != 1 || heard.contains("")
        ? Optional.empty()
        : Optional.of(
            Issue.warning(
                "same-text",
                "the system answered the same text for all clips, which have "
                    + said
                    + " different references.",
                "Look at the texts: does it hear the audio that it is given?"));
  }

  /** Clips of which no call has a word; punctuation is none. */
  private Set<String> withoutText() {
    Set<String> without = ids(clips);
    without.removeAll(ids(clips.stream().filter(SpokenClips::hasText).toList()));
    return without;
  }

  private static boolean hasText(ClipResult clip) {
    return clip.score()
        .map(ClipScore::hypothesis)
        .orElseGet(clip::text)
        .codePoints()
        .anyMatch(Character::isLetterOrDigit);
  }

  private static Set<String> ids(List<ClipResult> clips) {
    return clips.stream()
        .map(ClipResult::clipId)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> distinct(List<ClipScore> scores, Function<ClipScore, String> text) {
    return scores.stream().map(text).collect(Collectors.toCollection(HashSet::new));
  }
}
