/**
 * What a backend implements: a lightweight {@link io.humhelix.bench.spi.SutProvider}, found by
 * {@link java.util.ServiceLoader} or passed to the harness, and the live {@link
 * io.humhelix.bench.spi.Sut} that it opens.
 */
package io.humhelix.bench.spi;
