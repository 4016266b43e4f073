/**
 * Verdicts: what a comparison of a candidate with a baseline may claim, given a tolerance. The
 * mathematics is in {@link io.humhelix.bench.stats}; here are the rules.
 *
 * <p>A difference that was not found is never reported as equality: {@code EQUIVALENT} has to be
 * shown by an interval within the tolerance, and what is neither shown to be equal nor to differ is
 * {@code INCONCLUSIVE}, with the number of forks that would settle it.
 */
package io.humhelix.bench.compare;
