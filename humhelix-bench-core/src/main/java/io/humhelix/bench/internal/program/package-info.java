/**
 * Programs as systems under test: the line protocol that they speak, on a channel of its own, and
 * the live system that a running program is. Backends choose the program and its options.
 */
package io.humhelix.bench.internal.program;
