/**
 * What the machine does while something is measured: samplers for the kernel and the JVM, the
 * thread that reads them and any others found, and the flags that follow.
 */
package io.humhelix.bench.internal.telemetry;
