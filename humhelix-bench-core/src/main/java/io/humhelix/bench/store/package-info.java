/**
 * Results on disk: writing a results file record by record, reading it back, and reading
 * hum-helix's own files.
 *
 * <p>A results file {@code benchmark-YYYYmmdd-HHMMSS-<8 hex>.db.yaml} is one YAML document, a list
 * of maps, so that a plain YAML loader reads it. Each record is one line, {@code - {json} #
 * crc32c=xxxxxxxx}, and its newline commits it. The JSON Schema of the records is the resource
 * {@code record.schema.json} of this package.
 *
 * <ul>
 *   <li>{@link io.humhelix.bench.store.ResultsWriter} writes: one writer, one file, one force per
 *       record.
 *   <li>{@link io.humhelix.bench.store.ResultsReader} reads a file or gathers a folder, and reports
 *       damage without losing what is intact.
 *   <li>{@link io.humhelix.bench.store.ResultsRepair} writes a copy without the damaged parts,
 *       since a plain YAML loader refuses a file with a torn end.
 * </ul>
 */
package io.humhelix.bench.store;
