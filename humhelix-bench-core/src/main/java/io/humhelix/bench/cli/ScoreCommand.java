package io.humhelix.bench.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.accuracy.Normalizers;
import io.humhelix.bench.json.JsonText;
import io.humhelix.bench.report.DisplayText;
import io.humhelix.bench.report.NumberText;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.result.ErrorUnit;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores texts that exist already. */
@Command(
    name = "score",
    description = "Computes word and character error rates of transcripts.",
    footer = {
      "humhelix-bench score texts.jsonl --language en",
      "humhelix-bench score texts.jsonl --language en --lines"
    })
final class ScoreCommand implements Callable<Integer> {

  private static final String STDIN = "-";

  private final CommandContext context;

  @Parameters(
      paramLabel = "MANIFEST.jsonl",
      description =
          "JSON Lines with \"text\" (reference), \"pred_text\" (transcript) and, if there are several"
              + " languages, \"lang\"; - reads standard input.")
  private String manifest;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description =
          "Language of the lines that have no \"lang\" or \"language\", such as en; it chooses the"
              + " normalizer, as in a run.")
  private String language;

  @Option(
      names = "--normalizer",
      paramLabel = "ID",
      completionCandidates = NormalizerIds.class,
      description =
          "Text normalizer for all lines, whatever their language: ${COMPLETION-CANDIDATES}.")
  private String normalizer;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--lines",
      description = "Also print the normalized texts and errors of each line.")
  private boolean perLine;

  ScoreCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    ScoredManifest scored =
        ManifestScorer.of(Optional.ofNullable(normalizer), Optional.ofNullable(language))
            .score(lines(), name());
    if (json) {
      context.out().println(JsonText.text(json(scored)));
    } else {
      if (perLine) {
        scored.lines().forEach(this::print);
      }
      print(scored);
    }
    return ExitCode.OK;
  }

  private String name() {
    return manifest.equals(STDIN) ? "standard input" : manifest;
  }

  private List<ManifestLine> lines() throws BadInputException {
    try {
      if (manifest.equals(STDIN)) {
        return ManifestReader.read(context.in(), name());
      }
      try (InputStream in = Files.newInputStream(Path.of(manifest))) {
        return ManifestReader.read(in, manifest);
      }
    } catch (NoSuchFileException e) {
      throw new BadInputException(
          List.of(manifest + ": no such file; give a manifest, or - for standard input"));
    } catch (IOException e) {
      throw new BadInputException(
          List.of(manifest + ": cannot be read: " + e + "; give a readable file"));
    }
  }

  private void print(ScoredManifest.Line line) {
    PrintWriter out = context.out();
    ClipScore score = line.score();
    out.println(
        "line "
            + line.source().number()
            + ": S/D/I "
            + counts(score.words())
            + ", WER "
            + percent(score.words())
            + ", CER "
            + percent(score.characters()));
    out.println("  text:      " + DisplayText.oneLine(score.reference()));
    out.println(
        "  pred_text: "
            + (line.source().hypothesis().isPresent()
                ? DisplayText.oneLine(score.hypothesis())
                : "(missing: all words count as deleted)"));
  }

  private void print(ScoredManifest scored) {
    PrintWriter out = context.out();
    boolean inWords = scored.unit() == ErrorUnit.WORD;
    ErrorCounts counts = scored.deciding();
    String units = inWords ? "words" : "characters";
    if (inWords) {
      out.println("WER        " + percent(counts));
      out.println("CER        " + percent(scored.characters()));
    } else {
      out.println("CER        " + percent(counts));
      out.println("WER        " + NumberText.NONE + " (the writing does not separate words)");
    }
    out.println("S/D/I      " + counts(counts) + " (substituted, deleted, inserted " + units + ")");
    out.printf("%-10s %d in the references%n", units, counts.referenceLength());
    out.println("clips      " + scored.lines().size());
    count(scored.emptyReferences(), "with an empty reference");
    count(scored.missingHypotheses(), "without pred_text (all words count as deleted)");
    out.println("normalizer " + normalizers(scored.normalizers()));
    if (!counts.hasRate()) {
      out.println(
          "No error rate: the references have no "
              + units
              + (counts.insertions() == 0
                  ? "."
                  : "; the transcripts have "
                      + counts.insertions()
                      + ", which no gate of a run lets pass."));
    }
  }

  private static String normalizers(Map<String, Long> counts) {
    return counts.size() == 1
        ? String.join("", counts.keySet())
        : counts.entrySet().stream()
            .map(one -> one.getKey() + " (" + NumberText.count(one.getValue(), "line") + ")")
            .collect(Collectors.joining(", "));
  }

  private void count(long clips, String what) {
    if (clips > 0) {
      context.out().println("           " + clips + " " + what);
    }
  }

  private static String counts(ErrorCounts counts) {
    return counts.substitutions() + "/" + counts.deletions() + "/" + counts.insertions();
  }

  private static String percent(ErrorCounts counts) {
    return counts.hasRate() ? NumberText.fixed(100 * counts.rate(), 2) + " %" : NumberText.NONE;
  }

  private ObjectNode json(ScoredManifest scored) {
    ObjectNode node = JsonText.document();
    node.put("manifest", manifest);
    node.put("normalizer", String.join(", ", scored.normalizers().keySet()));
    ObjectNode normalizers = node.putObject("normalizers");
    scored.normalizers().forEach(normalizers::put);
    node.put("error_unit", scored.unit().noun());
    node.put("clips", scored.lines().size());
    node.put("clips_with_empty_reference", scored.emptyReferences());
    node.put("clips_without_pred_text", scored.missingHypotheses());
    putCounts(node, scored.words(), scored.characters());
    ArrayNode lines = node.putArray("lines");
    for (ScoredManifest.Line line : scored.lines()) {
      ObjectNode one = lines.addObject();
      one.put("line", line.source().number());
      one.put("normalizer", line.score().normalizer());
      one.put("text", line.score().reference());
      one.put("pred_text", line.score().hypothesis());
      one.put("has_pred_text", line.source().hypothesis().isPresent());
      putCounts(one, line.score().words(), line.score().characters());
    }
    return node;
  }

  private static void putCounts(ObjectNode node, ErrorCounts words, ErrorCounts characters) {
    putRate(node, "wer_percent", words);
    putRate(node, "cer_percent", characters);
    node.set("words", json(words));
    node.set("characters", json(characters));
  }

  private static void putRate(ObjectNode node, String key, ErrorCounts counts) {
    if (counts.hasRate()) {
      node.put(key, 100 * counts.rate());
    } else {
      node.putNull(key);
    }
  }

  private static ObjectNode json(ErrorCounts counts) {
    return JsonText.object()
        .put("substitutions", counts.substitutions())
        .put("deletions", counts.deletions())
        .put("insertions", counts.insertions())
        .put("reference", counts.referenceLength());
  }

  /** The ids that the help lists; they are made when it does, and not for every command. */
  static final class NormalizerIds implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Normalizers.ids().iterator();
    }
  }
}
