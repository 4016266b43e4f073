/** Pure functions over numbers. No clock, no randomness, no state. */
package io.humhelix.bench.stats;
