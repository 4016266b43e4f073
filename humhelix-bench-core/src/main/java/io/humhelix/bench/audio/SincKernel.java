package io.humhelix.bench.audio;

/**
 * The impulse response of the ideal low-pass under a Kaiser window, tabulated. Time is in samples
 * of the lower of the two rates, so one kernel serves every ratio.
 *
 * <p>StrictMath and the interpolation from a table make the coefficients, and with them the
 * resampled audio and its hash, equal on every machine.
 *
 * @see <a href="https://ccrma.stanford.edu/~jos/resample/">J. O. Smith, Digital Audio Resampling
 *     Home Page</a>
 */
final class SincKernel {

  /** Aimed at in the stop band, in dB below the pass band. */
  private static final double ATTENUATION = 110;

  /** Ends of pass band and start of stop band in units of the lower Nyquist frequency. */
  private static final double PASS = 0.9125;

  private static final double STOP = 1;

  /** In the middle of the transition, where the response is one half. */
  private static final double CUTOFF = (PASS + STOP) / 2;

  /** Kaiser's formula for the window's shape above 50 dB. */
  private static final double BETA = 0.1102 * (ATTENUATION - 8.7);

  /** Kaiser's formula for the length, (A - 7.95) / (2.285 * transition), halved and rounded up. */
  static final int HALF_WIDTH =
      (int) StrictMath.ceil((ATTENUATION - 7.95) / (2.285 * StrictMath.PI * (STOP - PASS)) / 2);

  /** Linear interpolation at this density errs by less than 1e-7, or -140 dB. */
  private static final int DENSITY = 2048;

  private static final double[] TABLE = table();

  private SincKernel() {}

  /**
   * Returns the response.
   *
   * @param time distance from the centre in samples of the lower rate
   * @return the value; 0 beyond {@link #HALF_WIDTH}
   */
  static double at(double time) {
    double position = Math.abs(time) * DENSITY;
    int index = (int) position;
    if (index >= TABLE.length - 1) {
      return 0;
    }
    return TABLE[index] + (position - index) * (TABLE[index + 1] - TABLE[index]);
  }

  private static double[] table() {
    double[] table = new double[HALF_WIDTH * DENSITY + 1];
    double peak = besselI0(BETA);
    for (int i = 0; i < table.length; i++) {
      double time = (double) i / DENSITY;
      double x = time / HALF_WIDTH;
      double window = besselI0(BETA * StrictMath.sqrt(1 - x * x)) / peak;
      double angle = StrictMath.PI * CUTOFF * time;
      table[i] = (i == 0 ? 1 : StrictMath.sin(angle) / angle) * window;
    }
    return table;
  }

  /** The modified Bessel function of the first kind and order 0, by its power series. */
  private static double besselI0(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      double factor = x / (2 * k);
      term *= factor * factor;
      sum += term;
    }
    return sum;
  }
}
