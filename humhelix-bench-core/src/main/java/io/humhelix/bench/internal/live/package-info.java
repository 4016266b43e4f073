/**
 * The life of a system under test, told once: what is asked of it when, and what its answers and
 * failures mean, in a worker process and in the process of the harness.
 */
package io.humhelix.bench.internal.live;
