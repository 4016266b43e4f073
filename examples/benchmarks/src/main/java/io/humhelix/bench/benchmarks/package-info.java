/** What the harness adds to the calls that it times, and whether it finds what is known. */
package io.humhelix.bench.benchmarks;
