package io.humhelix.bench.store;

/**
 * Where a record is in its file.
 *
 * @param line line number, from 1
 * @param offset bytes from the start of the file ({@link FileFormat#LEGACY_BLOCK}: characters)
 * @param length how long it is, in the unit of the offset; 0 where that is not known
 */
record RecordPlace(long line, long offset, long length) {}
