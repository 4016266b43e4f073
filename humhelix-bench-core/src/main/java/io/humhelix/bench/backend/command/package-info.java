/**
 * Programs as systems under test: the backend {@code command}, the line protocol that a program
 * speaks, and what other backends need to run a program of their own.
 */
package io.humhelix.bench.backend.command;
