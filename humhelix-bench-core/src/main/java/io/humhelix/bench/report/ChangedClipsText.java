package io.humhelix.bench.report;

import io.humhelix.bench.compare.ChangedClip;
import io.humhelix.bench.compare.ChangedClip.Change;
import io.humhelix.bench.compare.ClipText;
import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.RunConfigComparison;
import io.humhelix.bench.result.ErrorUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which clips got worse, with the words: at most three of a run config, and the first words of each
 * that fit a line; with details all clips that changed, and all words.
 */
final class ChangedClipsText {

  private static final int SHOWN = 3;
  private static final int PERCENT = 100;
  private static final String INDENT = "    ";

  private final Symbols symbols;
  private final boolean details;

  ChangedClipsText(Symbols symbols, boolean details) {
    this.symbols = symbols;
    this.details = details;
  }

  /** Returns the section with its title; no line where there is nothing to show. */
  List<String> lines(Comparison comparison) {
    List<String> lines = new ArrayList<>();
    for (RunConfigComparison pair : comparison.pairs()) {
      List<ChangedClip> all = pair.changedClips();
      List<ChangedClip> told =
          details
              ? all
              : all.stream()
                  .filter(clip -> clip.change() == Change.WORSE || isWithoutErrors(clip))
                  .limit(SHOWN)
                  .toList();
      if (!told.isEmpty()) {
        lines.add("");
        DisplayText.wrap(title(pair, all), "  ").forEach(lines::add);
        told.forEach(clip -> add(clip, lines));
      }
    }
    return lines;
  }

  private static boolean isWithoutErrors(ChangedClip clip) {
    return clip.candidate().errors().isEmpty();
  }

  /** As "a / speech: more errors in 5 clips, fewer in 2; the worst 3 (--details: all)". */
  private String title(RunConfigComparison pair, List<ChangedClip> all) {
    long worse = count(all, Change.WORSE);
    long better = count(all, Change.BETTER);
    long other = count(all, Change.OTHER_TEXT);
    List<String> parts = new ArrayList<>();
    if (worse > 0) {
      parts.add("more errors in " + NumberText.count(worse, "clip"));
    }
    if (better > 0) {
      parts.add(
          parts.isEmpty()
              ? "fewer errors in " + NumberText.count(better, "clip")
              : "fewer in " + better);
    }
    if (other > 0) {
      parts.add(
          "another text in " + (parts.isEmpty() ? NumberText.count(other, "clip") : other + ""));
    }
    long shown =
        Math.min(SHOWN, all.stream().filter(c -> isWithoutErrors(c) || isWorse(c)).count());
    return DisplayText.oneLine(pair.label())
        + ": "
        + String.join(", ", parts)
        + (details || shown == all.size() ? "" : " (--details: all)");
  }

  private static boolean isWorse(ChangedClip clip) {
    return clip.change() == Change.WORSE;
  }

  private static long count(List<ChangedClip> clips, Change change) {
    return clips.stream().filter(clip -> clip.change() == change).count();
  }

  private void add(ChangedClip clip, List<String> lines) {
    String name = DisplayText.oneLine(clip.clipId());
    String errors = errors(clip);
    DisplayText.wrap("  " + name + ": " + errors, INDENT).forEach(lines::add);
    often(clip).forEach(text -> DisplayText.wrap(INDENT + text, INDENT).forEach(lines::add));
    new TextDifference(clip, symbols).lines(INDENT, details).forEach(lines::add);
  }

  private static String errors(ChangedClip clip) {
    if (isWithoutErrors(clip)) {
      return "another text; without a reference, nobody knows which is right";
    }
    String unit = clip.unit() == ErrorUnit.WORD ? "word" : "character";
    double before = clip.baseline().errors().orElse(0);
    double now = clip.candidate().errors().orElse(0);
    return number(before)
        + " -> "
        + number(now)
        + (now == 1 ? " error" : " errors")
        + (clip.length() == 0
            ? "; nothing is said there"
            : " in " + NumberText.count(clip.length(), unit));
  }

  private static String number(double errors) {
    return errors == Math.rint(errors)
        ? String.format(Locale.ROOT, "%.0f", errors)
        : String.format(Locale.ROOT, "%.1f", errors);
  }

  /** Where a clip got several texts, or none at times. */
  private static List<String> often(ChangedClip clip) {
    List<String> said = new ArrayList<>();
    said.addAll(often("baseline", clip.baseline()));
    said.addAll(often("candidate", clip.candidate()));
    return said;
  }

  private static List<String> often(String side, ClipText text) {
    List<String> said = new ArrayList<>();
    if (text.alike() < text.texts()) {
      said.add(
          String.format(
              Locale.ROOT,
              "%s: this text in %d of %d decodes, the most frequent one",
              side,
              text.alike(),
              text.texts()));
    }
    if (text.failed() > 0 && text.texts() > 0) {
      said.add(
          side
              + ": "
              + NumberText.significant(PERCENT * text.failed(), 2)
              + " % of its calls failed");
    }
    return said;
  }
}
