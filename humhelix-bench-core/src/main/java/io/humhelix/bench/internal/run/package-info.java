/**
 * Executes run configs: loads a system under test, makes the calls of each trial on a thread of its
 * own, keeps their deadlines, and turns what was measured into results. Everything between {@link
 * io.humhelix.bench.internal.run.SutThread} and the engine is what moves into a worker process
 * later; the rest stays with the parent.
 */
package io.humhelix.bench.internal.run;
