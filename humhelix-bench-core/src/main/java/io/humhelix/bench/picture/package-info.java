/** What pictures of results show, as numbers: drawn in a browser by the report, or without one. */
package io.humhelix.bench.picture;
