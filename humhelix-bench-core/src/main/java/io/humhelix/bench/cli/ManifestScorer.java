package io.humhelix.bench.cli;

import io.humhelix.bench.accuracy.LanguageScorer;
import io.humhelix.bench.accuracy.Normalizers;
import io.humhelix.bench.accuracy.TextLanguage;
import io.humhelix.bench.accuracy.WordSeparation;
import io.humhelix.bench.internal.text.LanguageCode;
import io.humhelix.bench.result.ErrorUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scores manifests: every line with a normaliser that was named, or else each with that of its
 * language, as a run does.
 */
final class ManifestScorer {

  private final LanguageScorer scorer;
  private final Optional<String> language;

  private ManifestScorer(LanguageScorer scorer, Optional<String> language) {
    this.scorer = scorer;
    this.language = language;
  }

  /**
   * Makes a scorer.
   *
   * @param normalizer for all lines; empty if their languages choose
   * @param language of the lines that tell none
   * @throws BadInputException if there is no such normaliser or language
   */
  static ManifestScorer of(Optional<String> normalizer, Optional<String> language)
      throws BadInputException {
    List<String> problems = new ArrayList<>();
    try {
      normalizer.ifPresent(Normalizers::byId);
    } catch (IllegalArgumentException e) {
      problems.add("--normalizer: " + e.getMessage());
    }
    Optional<String> code = language.map(String::strip).flatMap(TextLanguage::code);
    if (language.isPresent() && code.isEmpty()) {
      problems.add(
          "--language: found \""
              + language.get()
              + "\"; allowed: a language code of two or three letters, such as en or en-US; write"
              + " the ISO 639-1 code");
    }
    code.flatMap(LanguageCode::remedy)
        .ifPresent(
            remedy ->
                problems.add(
                    "--language: found \""
                        + language.get()
                        + "\"; allowed: "
                        + LanguageCode.ALLOWED
                        + "; "
                        + remedy));
    if (!problems.isEmpty()) {
      throw new BadInputException(problems);
    }
    return new ManifestScorer(new LanguageScorer(normalizer), code);
  }

  /**
   * Scores lines.
   *
   * @param name what messages call the manifest
   * @throws BadInputException if nothing says how a line is to be normalised: a wrong guess would
   *     be a wrong error rate
   */
  ScoredManifest score(List<ManifestLine> lines, String name) throws BadInputException {
    if (scorer.byLanguage()) {
      List<ManifestLine> untold = lines.stream().filter(l -> of(l).isEmpty()).toList();
      if (!untold.isEmpty()) {
        throw new BadInputException(List.of(name + ": " + untold(untold, lines.size())));
      }
    }
    List<ScoredManifest.Line> scored = new ArrayList<>(lines.size());
    for (ManifestLine line : lines) {
      scored.add(
          new ScoredManifest.Line(
              line, scorer.of(of(line)).score(line.reference(), line.hypothesis().orElse(""))));
    }
    boolean characters =
        scored.stream()
            .anyMatch(
                line ->
                    WordSeparation.unit(of(line.source()), line.score().reference())
                        == ErrorUnit.CHARACTER);
    return new ScoredManifest(
        List.copyOf(scored), characters ? ErrorUnit.CHARACTER : ErrorUnit.WORD);
  }

  private Optional<String> of(ManifestLine line) {
    return line.language().or(() -> language);
  }

  private static String untold(List<ManifestLine> untold, int all) {
    return "no language in "
        + untold.size()
        + " of "
        + all
        + (all == 1 ? " line" : " lines")
        + ", first in line "
        + untold.get(0).number()
        + "; allowed: \"lang\" or \"language\" in every line, a language for all, or a normalizer;"
        + " add --language en (or what it is), or --normalizer ID: "
        + String.join(", ", Normalizers.ids());
  }
}
