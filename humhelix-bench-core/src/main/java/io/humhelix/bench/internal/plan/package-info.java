/** Expands a definition into its run configs. */
package io.humhelix.bench.internal.plan;
