/**
 * Definitions as trees and as YAML: the one place that knows by which keys a definition is written,
 * in its own file and in results.
 */
package io.humhelix.bench.internal.form;
