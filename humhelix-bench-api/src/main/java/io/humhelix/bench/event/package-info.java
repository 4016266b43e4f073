/**
 * What a host application may watch while a run goes on. Events are records, so that new facts can
 * join without breaking a listener.
 */
package io.humhelix.bench.event;
