package io.humhelix.bench.cli;

import java.util.Optional;

/**
 * A clip of a manifest that holds what an engine wrote.
 *
 * @param number line of the file, from 1
 * @param reference what is really said
 * @param hypothesis what the engine wrote; empty where the manifest lacks it
 * @param language ISO 639 code of both texts; empty where the manifest does not tell
 */
record ManifestLine(
    int number, String reference, Optional<String> hypothesis, Optional<String> language) {}
