package io.humhelix.bench.export;

/**
 * What exports with rows have in them.
 *
 * @param clips a clip a row, instead of a trial a row; SQL has both
 * @param invalidNumbers whether trials that are not valid have numbers too. Without them a plain
 *     mean of a column is the mean over valid trials, as in results files
 * @param exactText whether CSV leaves texts as they are that a spreadsheet would take for formulas
 */
public record ExportOptions(boolean clips, boolean invalidNumbers, boolean exactText) {

  /** A trial a row, safe to average and to open. */
  public static final ExportOptions DEFAULT = new ExportOptions(false, false, false);
}
