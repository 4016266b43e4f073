/**
 * The backend {@code command}: any program that speaks the line protocol is a system under test.
 */
package io.humhelix.bench.backend.command;
