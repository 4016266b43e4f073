/**
 * What runs beside the system under test, in the worker process or, without isolation, in that of
 * the harness: the clock, the order of clips, the loop that makes the calls of a trial, and what is
 * stamped while a call is under way.
 */
package io.humhelix.bench.internal.measure;
