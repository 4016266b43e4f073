/**
 * Results of other hosts, brought home by the system's rsync over ssh. It begins with {@link
 * io.humhelix.bench.sync.ResultsSync}.
 */
package io.humhelix.bench.sync;
