package io.humhelix.bench.stats;

/** How an estimate and its interval were made. Ids are stored with results and never change. */
public enum Method {
  /** {@link GeometricMean} with equal {@link Tails}. */
  LOG_T("log-t", "geometric mean of fork medians, Student t on their logarithms"),
  /** {@link GeometricMean} with unequal {@link Tails}. */
  SLOW_TAIL_LOG_T(
      "slow-tail-log-t",
      "geometric mean of fork medians, Student t on their logarithms, a tenth of the error on the"
          + " slow side"),
  /** {@link Ratio#paired}. */
  PAIRED_LOG_T("paired-log-t", "ratio of fork medians paired by block, Student t on logarithms"),
  /** {@link Ratio#welch}. */
  WELCH_LOG_T("welch-log-t", "ratio of geometric means of fork medians, Welch t on logarithms"),
  /** {@link Ratio#welch} where a pilot set a side's number of forks. */
  STEIN_WELCH_LOG_T(
      "stein-welch-log-t",
      "ratio of geometric means of fork medians, t on logarithms with the spread of the pilots"),
  /** {@link SteinTwoStage} with equal {@link Tails}. */
  STEIN_LOG_T("stein-log-t", "geometric mean, Stein's two-stage t with the pilot's spread"),
  /** {@link SteinTwoStage} with unequal {@link Tails}. */
  STEIN_SLOW_TAIL_LOG_T(
      "stein-slow-tail-log-t",
      "geometric mean, Stein's two-stage t with the pilot's spread, a tenth of the error on the"
          + " slow side"),
  /** {@link PercentileBounds}. */
  ORDER_STATISTIC("order-statistic", "percentile, exact binomial bounds of order statistics"),
  /** {@link EarlyStopping}. */
  EARLY_STOPPING("early-stopping", "upper bound of a percentile as in MLPerf LoadGen"),
  /** In older results alone: {@link ErrorRate} without its longer reach upwards. */
  BLOCK_JACKKNIFE_T("block-jackknife-t", "corpus ratio, Student t on a jackknife over blocks"),
  /** {@link ErrorRate#of}. */
  BLOCK_JACKKNIFE_EXACT(
      "block-jackknife-exact",
      "corpus ratio, t on a jackknife over blocks with a longer reach upwards, at least"
          + " Clopper-Pearson over words or characters"),
  /** {@link ErrorRate#of} where the blocks' lengths differ much. */
  BLOCK_JACKKNIFE_EXACT_UNEQUAL(
      "block-jackknife-exact-unequal",
      "as block-jackknife-exact, the upper end on logarithms; a minimum, since the lengths of the"
          + " blocks differ by more than a factor of 4"),
  /** {@link ErrorRate#of} where errors are in hardly any block. */
  ERROR_RATE_AT_MOST(
      "error-rate-at-most",
      "upper bound alone, since errors are in fewer than 3 blocks; Clopper-Pearson over words or"
          + " characters, if errors were independent, or the jackknife's where that is more"),
  /** {@link SameErrors}. */
  SAME_ERRORS(
      "same-errors",
      "as many errors in every block; Clopper-Pearson bound of what would be missed, if errors were"
          + " independent"),
  /** {@link BlockJackknife#difference}. */
  PAIRED_BLOCK_JACKKNIFE_T(
      "paired-block-jackknife-t", "difference over the same clips, t on a jackknife over blocks"),
  /** {@link BlockBootstrap}. */
  BLOCK_BOOTSTRAP("block-bootstrap", "percentile bootstrap over blocks"),
  /** {@link ClopperPearson}. */
  CLOPPER_PEARSON("clopper-pearson", "share, exact binomial interval"),
  /** {@link PredictionInterval}, with the spread of few values. */
  T_PREDICTION("t-prediction", "one new value after a history, Student t"),
  /** {@link PredictionInterval}, with a spread taken as known. */
  Z_PREDICTION("z-prediction", "one new value after a history, normal distribution"),
  /** {@link ExactChange}: values that do not vary by chance. */
  EXACT("exact", "exact values: any difference is one");

  private final String id;
  private final String description;

  Method(String id, String description) {
    this.id = id;
    this.description = description;
  }

  /**
   * Returns the name in results.
   *
   * @return such as {@code paired-log-t}
   */
  public String id() {
    return id;
  }

  /**
   * Returns what is done, for readers of reports.
   *
   * @return one line without a full stop
   */
  public String description() {
    return description;
  }
}
