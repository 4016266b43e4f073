/**
 * For backend authors: {@link io.humhelix.bench.testkit.SutContract} checks the contract of the
 * SPI, as JUnit tests in one line or as plain checks. {@link io.humhelix.bench.testkit.FakeBackend}
 * is a backend with known delays, errors, hangs and crashes, for tests of hosts and for the
 * self-check.
 */
package io.humhelix.bench.testkit;
