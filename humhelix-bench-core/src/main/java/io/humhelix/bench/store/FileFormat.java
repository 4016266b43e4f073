package io.humhelix.bench.store;

/** The two forms of results files. */
public enum FileFormat {
  /** Ours: one record a line, each with its checksum. */
  RECORD_LINES,
  /** hum-helix's: block-style YAML; there is nothing by which damage within a value shows. */
  LEGACY_BLOCK
}
