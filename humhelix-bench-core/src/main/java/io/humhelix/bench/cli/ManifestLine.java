package io.humhelix.bench.cli;

import java.util.Optional;

/**
 * A clip of a manifest that holds what an engine wrote.
 *
 * @param number line of the file, from 1
 * @param reference what is really said
 * @param hypothesis what the engine wrote; empty where the manifest lacks it
 */
record ManifestLine(int number, String reference, Optional<String> hypothesis) {}
