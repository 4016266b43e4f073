/**
 * The command line: arguments to calls, results to streams, outcomes to exit codes. Nothing else
 * uses standard streams or ends the process.
 */
package io.humhelix.bench.cli;
