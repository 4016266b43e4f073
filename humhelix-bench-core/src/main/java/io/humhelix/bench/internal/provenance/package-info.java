/** Collects what somebody needs to repeat a run. */
package io.humhelix.bench.internal.provenance;
