/**
 * The level of a run config in each metric, with an interval: from forks for times, from speakers
 * or recordings for error rates. Pure: the same results give the same numbers.
 */
package io.humhelix.bench.estimate;
