package io.humhelix.bench.internal.run;

/** What the time of a fork goes into. */
enum ForkPhase {
  /** Starting the process, loading the model, ending the process: all that is outside of trials. */
  LOAD,
  /** The first pass over the workload: the first call and what follows it. */
  FIRST_PASS,
  /** A pass to warm up. */
  WARM_UP,
  /** All steps of a search. */
  SEARCH,
  /** A measured trial. */
  TRIAL
}
