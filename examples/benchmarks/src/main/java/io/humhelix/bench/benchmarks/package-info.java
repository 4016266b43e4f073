/** What the harness adds to the calls that it times. */
package io.humhelix.bench.benchmarks;
