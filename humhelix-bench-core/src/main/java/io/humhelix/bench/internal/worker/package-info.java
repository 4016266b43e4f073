/**
 * The worker process: reads the audio, loads the system under test, executes the trials that it is
 * asked for, and ends when it is told to or when the harness is gone. Classes that it loads before
 * the model are in no metric but delay every fork: no YAML, no command line, no logging.
 */
package io.humhelix.bench.internal.worker;
