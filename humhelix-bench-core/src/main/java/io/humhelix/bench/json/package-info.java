/** What was found, as the JSON that commands print and that the report carries. */
package io.humhelix.bench.json;
