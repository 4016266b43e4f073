/**
 * The worker process: reads the audio, loads the system under test, executes the trials that it is
 * asked for, and ends when it is told to or when the harness is gone. Whatever it loads before a
 * model is loaded is in no metric, but every fork pays for it: no YAML, no command line, no
 * logging.
 */
package io.humhelix.bench.internal.worker;
