/**
 * Definition files: from YAML, our own form or hum-helix's, to a {@link
 * io.humhelix.bench.model.BenchmarkDefinition}, with all problems of a file at once. The form is
 * described at {@link io.humhelix.bench.definition.DefinitionReader} and by the JSON Schema {@code
 * definition.schema.json} in this package.
 */
package io.humhelix.bench.definition;
