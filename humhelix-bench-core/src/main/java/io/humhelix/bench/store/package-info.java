/**
 * Runs on disk. Three words: a <em>file</em> is bytes, a <em>record</em> is one line of it, a
 * <em>run</em> is what the records of a file say.
 *
 * <p>A results file {@code benchmark-YYYYmmdd-HHMMSS-<8 hex>.db.yaml} is one YAML document, a list
 * of maps, so that a plain YAML loader reads it. Each record is one line, {@code - {json} #
 * crc32c=xxxxxxxx}, and its newline commits it. The JSON Schema of the records is the resource
 * {@code record.schema.json} of this package.
 *
 * <ul>
 *   <li>Run: {@link io.humhelix.bench.store.RunWriter} writes one while it is measured; {@link
 *       io.humhelix.bench.store.RunReader} gives the {@link io.humhelix.bench.result.RunResult}
 *       back, and the {@link io.humhelix.bench.store.StoredRun} that {@code --resume} goes on with.
 *   <li>Record: {@link io.humhelix.bench.store.RecordReader} reads those of a file, or of all files
 *       of a folder, as {@link io.humhelix.bench.store.StoredRecord}, without a meaning beyond keys
 *       and values. Damage is reported and costs no intact record.
 *   <li>File: {@link io.humhelix.bench.store.FileRepair} writes a copy without the damaged parts,
 *       since a plain YAML loader refuses a file with a torn end. A file in {@link
 *       io.humhelix.bench.store.FileFormat#LEGACY_BLOCK} is one of hum-helix.
 * </ul>
 *
 * <p>The classes with {@code Form} in their names hold the keys: what a record of the code is
 * called in a results file stands there, once, for both directions.
 */
package io.humhelix.bench.store;
