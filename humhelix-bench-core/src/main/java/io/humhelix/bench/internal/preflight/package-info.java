/** Checks run configs before anything is measured, and reports all that is wrong at once. */
package io.humhelix.bench.internal.preflight;
