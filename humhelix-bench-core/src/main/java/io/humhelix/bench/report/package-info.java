/** Results as text for people. Reads results only; never touches a backend. */
package io.humhelix.bench.report;
