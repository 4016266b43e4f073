/**
 * Samples the machine during measurements: samplers for processes, the kernel and the JVM, and the
 * thread that reads these and any discovered ones.
 */
package io.humhelix.bench.internal.telemetry;
