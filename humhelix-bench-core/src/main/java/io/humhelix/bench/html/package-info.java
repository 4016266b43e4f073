/** The report as one HTML file that opens from disk and needs no network. */
package io.humhelix.bench.html;
