/**
 * What runs in the process of the system under test (a worker, or the harness without isolation):
 * the clock, the order of clips, the loop that makes the calls of a trial, and the times taken
 * during a call.
 */
package io.humhelix.bench.internal.measure;
