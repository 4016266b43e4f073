/**
 * Stored results in the formats of other tools. One class a format; each writes text with line
 * feeds, in UTF-8 if it goes to a file, that depends on the results alone.
 *
 * <ul>
 *   <li>A row a trial, or a clip: {@link io.humhelix.bench.export.CsvExport}, {@link
 *       io.humhelix.bench.export.JsonLinesExport}, {@link io.humhelix.bench.export.SqlExport}.
 *   <li>A value a run config, of whole runs: {@link io.humhelix.bench.export.OpenMetricsExport},
 *       {@link io.humhelix.bench.export.ActionBenchmarkExport}; the transcripts: {@link
 *       io.humhelix.bench.export.ManifestExport}.
 *   <li>Of a comparison: {@link io.humhelix.bench.export.JunitExport}.
 * </ul>
 *
 * <p>A trial that is not valid is exported with its status where the format has a place for one,
 * and otherwise left out, which the notes of the export tell.
 */
package io.humhelix.bench.export;
