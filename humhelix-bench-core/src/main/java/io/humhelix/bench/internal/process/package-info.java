/** Ends processes for good and keeps the end of what they print. Knows nothing of what they do. */
package io.humhelix.bench.internal.process;
