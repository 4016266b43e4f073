/**
 * The life of a system under test from load to close, and what its failures mean; the same in a
 * worker process and in the process of the harness.
 */
package io.humhelix.bench.internal.live;
