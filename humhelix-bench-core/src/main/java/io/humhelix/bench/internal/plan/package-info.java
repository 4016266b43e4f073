/**
 * From a definition to the run configs that it stands for: matrix, names, identifiers. Pure
 * functions over the model, no I/O.
 */
package io.humhelix.bench.internal.plan;
