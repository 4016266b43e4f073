/**
 * What a host application can watch during a run. Events are records: new facts can be added
 * without breaking a listener.
 */
package io.humhelix.bench.event;
