/**
 * Makes the calls of one trial of a scenario, in the process of the system under test. It knows a
 * live system, clips in memory, the clock and whether to stop; nothing about processes, files or
 * results.
 *
 * <p>No thread dispatches queries. Their due times are fixed in advance (open loop) or follow from
 * the calls that ended (closed loop). Each {@link io.humhelix.bench.internal.scenario.Lane} takes
 * the next query itself, waits until it is due and makes the call. The queue is first come, first
 * served, as with a dispatcher, but the latency contains no hand-over between threads, there is no
 * queue object, and no thread takes processor time while the system is fully busy.
 */
package io.humhelix.bench.internal.scenario;
