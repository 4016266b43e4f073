/** Collects what is needed to repeat a run. */
package io.humhelix.bench.internal.provenance;
