/** The clock, and what is stamped with it while a call is under way. */
package io.humhelix.bench.internal.measure;
