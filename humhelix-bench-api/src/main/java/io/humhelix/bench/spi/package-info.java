/**
 * What a backend implements: a light {@link io.humhelix.bench.spi.SutProvider}, found by {@link
 * java.util.ServiceLoader} or handed to the harness, and the live {@link io.humhelix.bench.spi.Sut}
 * behind it.
 */
package io.humhelix.bench.spi;
