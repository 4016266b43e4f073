/** Entry point for host applications: check, plan and run a benchmark definition. */
package io.humhelix.bench.harness;
