package io.humhelix.bench.export;

import io.humhelix.bench.internal.text.TextHash;
import io.humhelix.bench.result.ErrorCounts;
import io.humhelix.bench.store.ClipRow;
import io.humhelix.bench.store.TrialRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The columns of clips: those of their trial, then their own. */
final class ClipColumns {

  /**
   * A clip with its trial.
   *
   * @param trial the trial
   * @param clip one of its calls
   */
  record TrialClip(TrialRow trial, ClipRow clip) {}

  private ClipColumns() {}

  /** The columns that a clip has by itself. */
  static List<Column<TrialClip>> own(ExportOptions options) {
    List<Column<TrialClip>> columns = new ArrayList<>();
    columns.add(Column.text("clip", row -> row.clip().clip()));
    columns.add(Column.integer("position", row -> (long) row.clip().position()));
    columns.add(number("audio_s", ClipRow::audioS, options));
    columns.add(number("inference_s", c -> OptionalDouble.of(c.inferenceS()), options));
    columns.add(number("transcription_s", c -> OptionalDouble.of(c.transcriptionS()), options));
    columns.add(
        number(
            "total_transcription_s",
            c -> OptionalDouble.of(c.inferenceS() + c.transcriptionS()),
            options));
    columns.add(number("first_segment_s", ClipRow::firstSegmentS, options));
    columns.add(Column.optional("language", row -> row.clip().language()));
    columns.add(text("text", ClipRow::text));
    columns.add(text("normalized_reference", ClipRow::reference));
    columns.add(text("normalized_text", ClipRow::hypothesis));
    columns.add(Column.fact("clip_normalizer", row -> row.clip().normalizer()));
    counts(columns, "word", ClipRow::words, options);
    counts(columns, "character", ClipRow::characters, options);
    return columns;
  }

  /** All columns of a clip that stands by itself. */
  static List<Column<TrialClip>> all(ExportOptions options) {
    List<Column<TrialClip>> columns = new ArrayList<>();
    TrialColumns.FACTS.forEach(column -> columns.add(column.of(TrialClip::trial)));
    columns.addAll(own(options));
    return columns;
  }

  /** A baseline without texts has their hashes, which are none. */
  private static Column<TrialClip> text(String name, Function<ClipRow, Optional<String>> text) {
    return Column.optional(
        name, row -> text.apply(row.clip()).filter(one -> !TextHash.isHash(one)));
  }

  private static Column<TrialClip> number(
      String name, Function<ClipRow, OptionalDouble> value, ExportOptions options) {
    return Column.real(
        name,
        row ->
            TrialColumns.counts(row.trial(), options)
                ? value.apply(row.clip())
                : OptionalDouble.empty());
  }

  private static void counts(
      List<Column<TrialClip>> columns,
      String unit,
      Function<ClipRow, Optional<ErrorCounts>> counts,
      ExportOptions options) {
    count(columns, "reference_" + unit + "s", counts, ErrorCounts::referenceLength, options);
    count(columns, unit + "_substitutions", counts, ErrorCounts::substitutions, options);
    count(columns, unit + "_deletions", counts, ErrorCounts::deletions, options);
    count(columns, unit + "_insertions", counts, ErrorCounts::insertions, options);
  }

  private static void count(
      List<Column<TrialClip>> columns,
      String name,
      Function<ClipRow, Optional<ErrorCounts>> counts,
      ToLongFunction<ErrorCounts> count,
      ExportOptions options) {
    columns.add(
        Column.integer(
            name,
            row ->
                TrialColumns.counts(row.trial(), options)
                    ? counts.apply(row.clip()).map(count::applyAsLong).orElse(null)
                    : null));
  }
}
