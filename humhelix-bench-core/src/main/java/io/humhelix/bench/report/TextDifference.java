package io.humhelix.bench.report;

import io.humhelix.bench.accuracy.TextAlignment;
import io.humhelix.bench.compare.ChangedClip;
import io.humhelix.bench.compare.ClipText;
import io.humhelix.bench.result.Alignment.Operation;
import io.humhelix.bench.result.Alignment.Step;
import io.humhelix.bench.result.ErrorUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of a clip that changed, with a little context: the reference and both texts below each
 * other, word below word, or character below character. What a text lacks is shown by asterisks, as
 * NIST's sclite does it. Texts that are written from right to left are not padded: a terminal turns
 * each line as a whole, so that nothing would stand below anything.
 */
final class TextDifference {

  /** Labels take as much as the longest one, {@code candidate}. */
  private static final int LABEL = 11;

  private static final int WORDS_AROUND = 2;
  private static final int CHARACTERS_AROUND = 6;
  private static final String LACKING = "***";

  /** Columns of a word; what an engine takes for one may be as long as it likes. */
  private static final int LONGEST = 40;

  /** A word of each text; empty where the text lacks it. */
  private record Slot(String reference, String old, String now) {

    String of(Row row) {
      return switch (row) {
        case REFERENCE -> reference;
        case BASELINE -> old;
        case CANDIDATE -> now;
      };
    }
  }

  private enum Row {
    REFERENCE("reference"),
    BASELINE("baseline"),
    CANDIDATE("candidate");

    private final String label;

    Row(String label) {
      this.label = label;
    }
  }

  private final ChangedClip clip;
  private final Symbols symbols;
  private final boolean words;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  TextDifference(ChangedClip clip, Symbols symbols) {
    this.clip = clip;
    this.symbols = symbols;
    words = clip.unit() == ErrorUnit.WORD;
    if (clip.reference().isPresent()) {
      rows.add(Row.REFERENCE);
    }
    add(Row.BASELINE, clip.baseline());
    add(Row.CANDIDATE, clip.candidate());
  }

  private void add(Row row, ClipText text) {
    if (text.isKnown()) {
      rows.add(row);
    } else {
      missing.add(
          padded(row.label, LABEL)
              + (text.texts() == 0
                  ? "(every call failed)"
                  : row == Row.BASELINE
                      ? "(no texts stored; 'baseline set --texts' keeps them)"
                      : "(no texts stored)"));
    }
  }

  /**
   * Returns the lines.
   *
   * @param indent before each of them
   * @param all whether to go on after the first line is full
   */
  List<String> lines(String indent, boolean all) {
    List<String> lines = new ArrayList<>();
    if (rows.size() > 1) {
      blocks(slots(), DisplayText.COLUMNS - indent.length() - LABEL, all)
          .forEach(block -> lines.addAll(rendered(block)));
    }
    lines.addAll(missing);
    return lines.stream().map(line -> (indent + line).stripTrailing()).toList();
  }

  private List<Slot> slots() {
    boolean bothKnown = rows.contains(Row.BASELINE) && rows.contains(Row.CANDIDATE);
    if (rows.contains(Row.REFERENCE) && bothKnown) {
      return threeWay();
    }
    List<Slot> slots = new ArrayList<>();
    String first = text(rows.get(0));
    for (Step step : TextAlignment.of(first, text(rows.get(1)), clip.unit()).steps()) {
      slots.add(
          rows.get(0) == Row.BASELINE
              ? new Slot("", step.reference(), step.hypothesis())
              : new Slot(step.reference(), step.hypothesis(), step.hypothesis()));
    }
    return slots;
  }

  private String text(Row row) {
    return safe(
        switch (row) {
          case REFERENCE -> clip.reference().orElseThrow();
          case BASELINE -> clip.baseline().text();
          case CANDIDATE -> clip.candidate().text();
        });
  }

  private static String safe(String text) {
    return DisplayText.oneLine(text);
  }

  /** Both alignments with the reference, word by word of it; insertions stand side by side. */
  private List<Slot> threeWay() {
    List<Step> old = TextAlignment.of(text(Row.REFERENCE), text(Row.BASELINE), clip.unit()).steps();
    List<Step> now =
        TextAlignment.of(text(Row.REFERENCE), text(Row.CANDIDATE), clip.unit()).steps();
    List<Slot> slots = new ArrayList<>();
    int o = 0;
    int n = 0;
    while (o < old.size() || n < now.size()) {
      Optional<Step> before = inserted(old, o);
      Optional<Step> after = inserted(now, n);
      if (before.isPresent() || after.isPresent()) {
        o += before.isPresent() ? 1 : 0;
        n += after.isPresent() ? 1 : 0;
        slots.add(
            new Slot(
                "",
                before.map(Step::hypothesis).orElse(""),
                after.map(Step::hypothesis).orElse("")));
      } else {
        slots.add(
            new Slot(old.get(o).reference(), old.get(o).hypothesis(), now.get(n).hypothesis()));
        o++;
        n++;
      }
    }
    return slots;
  }

  private static Optional<Step> inserted(List<Step> steps, int at) {
    return at < steps.size() && steps.get(at).operation() == Operation.INSERTION
        ? Optional.of(steps.get(at))
        : Optional.empty();
  }

  private boolean changed(Slot slot) {
    Row first = rows.get(rows.size() - 2);
    return !slot.of(first).equals(slot.of(rows.get(rows.size() - 1)));
  }

  /** Slots of one line each; null stands for what is left out. */
  private List<List<Slot>> blocks(List<Slot> slots, int columns, boolean all) {
    int around = words ? WORDS_AROUND : CHARACTERS_AROUND;
    boolean[] shown = new boolean[slots.size()];
    for (int i = 0; i < shown.length; i++) {
      if (changed(slots.get(i))) {
        for (int near = Math.max(0, i - around);
            near <= Math.min(shown.length - 1, i + around);
            near++) {
          shown[near] = true;
        }
      }
    }
    int gap = DisplayText.width(symbols.ellipsis()) + blank();
    List<List<Slot>> blocks = new ArrayList<>();
    List<Slot> block = new ArrayList<>();
    int room = columns - gap;
    boolean skipped = false;
    for (int i = 0; i < shown.length; i++) {
      if (!shown[i]) {
        skipped = true;
        continue;
      }
      int need = width(slots.get(i)) + blank() + (skipped ? gap : 0);
      if (need > room && !block.isEmpty()) {
        block.add(null);
        blocks.add(block);
        if (!all) {
          return blocks;
        }
        block = new ArrayList<>();
        room = columns - gap;
        skipped = true;
        need = width(slots.get(i)) + blank() + gap;
      }
      if (skipped) {
        block.add(null);
      }
      block.add(slots.get(i));
      room -= need;
      skipped = false;
    }
    if (skipped && !block.isEmpty()) {
      block.add(null);
    }
    if (!block.isEmpty()) {
      blocks.add(block);
    }
    return blocks;
  }

  private int blank() {
    return words ? 1 : 0;
  }

  private int width(Slot slot) {
    return rows.stream().mapToInt(row -> DisplayText.width(cell(slot, row, 1))).max().orElse(0);
  }

  /** A word; asterisks where the text lacks it. */
  private String cell(Slot slot, Row row, int width) {
    String text = slot.of(row);
    return !text.isEmpty()
        ? DisplayText.fit(text, LONGEST, symbols.ellipsis())
        : words ? LACKING : "*".repeat(Math.max(1, width));
  }

  private List<String> rendered(List<Slot> block) {
    boolean turned =
        block.stream()
            .filter(slot -> slot != null)
            .anyMatch(slot -> rows.stream().anyMatch(row -> isRightToLeft(slot.of(row))));
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      StringBuilder line = new StringBuilder(padded(row.label, LABEL));
      for (int i = 0; i < block.size(); i++) {
        Slot slot = block.get(i);
        String text =
            slot == null
                ? symbols.ellipsis()
                : turned ? cell(slot, row, 1) : padded(cell(slot, row, width(slot)), width(slot));
        line.append(text);
        if (i + 1 < block.size()) {
          line.append(" ".repeat(slot == null || block.get(i + 1) == null ? 1 : blank()));
        }
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - DisplayText.width(text)));
  }

  private static boolean isRightToLeft(String text) {
    return text.codePoints()
        .anyMatch(
            c ->
                Character.getDirectionality(c) == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || Character.getDirectionality(c)
                        == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
  }
}
