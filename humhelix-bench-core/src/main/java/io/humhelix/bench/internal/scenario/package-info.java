/**
 * Makes the calls of one trial under a scenario, beside the system under test. It knows a live
 * system, clips in memory, time and whether to stop; nothing of processes, files or results.
 *
 * <p>There is no thread that issues queries. When they are due is fixed beforehand (open loop) or
 * follows from the calls that ended (closed loop), so each {@link
 * io.humhelix.bench.internal.scenario.Lane} takes the next one itself, waits until it is due and
 * makes the call. This is the same first-come-first-served queue as with a dispatcher, without a
 * hand-over between threads in the latency, without a queue object, and without a thread that takes
 * processor time while the system has all the calls under way that it allows.
 */
package io.humhelix.bench.internal.scenario;
