package io.humhelix.bench.audio;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Changes the rate of a mono stream to 16 kHz by a polyphase Kaiser-windowed sinc, whose parameters
 * are in the documentation of {@link AudioReader}. Linear phase without delay: output sample n is
 * the signal at time n / 16 000 s, input sample 0 being time 0; before and after the input is
 * silence. Sums are in double precision. An instance belongs to one thread and one stream.
 */
final class Resampler {

  /** Coefficients kept, 32 MiB; ratios with more phases have theirs made for each sample. */
  private static final long MAX_KEPT = 1L << 22;

  private static final int BLOCK = 1 << 14;

  private final SampleCollector out;
  private final int phases;
  private final int wholeStep;
  private final int phaseStep;
  private final double scale;
  private final int reach;
  private final double[][] kept;
  private final double[] scratch;

  /** The window of input that is still needed, its end, and the frame that index 0 stands for. */
  private final double[] history;

  private int filled;
  private long start;

  private long frames;

  /** The input frame at or before the next output sample, and how many phases it is after it. */
  private long centre;

  private int phase;

  Resampler(int sampleRate, SampleCollector out) {
    this.out = out;
    int divisor =
        BigInteger.valueOf(sampleRate).gcd(BigInteger.valueOf(ClipAudio.SAMPLE_RATE)).intValue();
    int step = sampleRate / divisor;
    phases = ClipAudio.SAMPLE_RATE / divisor;
    wholeStep = step / phases;
    phaseStep = step % phases;
    scale = Math.min(1.0, (double) ClipAudio.SAMPLE_RATE / sampleRate);
    reach = (int) Math.ceil(SincKernel.HALF_WIDTH / scale);
    boolean keep = (long) phases * 2 * reach <= MAX_KEPT;
    kept = keep ? new double[phases][] : null;
    scratch = keep ? null : new double[2 * reach];
    history = new double[2 * reach + BLOCK];
    // The first output sample needs reach - 1 frames before the input.
    filled = reach - 1;
    start = 1L - reach;
  }

  /** Takes the next input samples. */
  void write(float[] samples, int count) {
    frames += count;
    for (int from = 0; from < count; ) {
      int n = Math.min(count - from, history.length - filled);
      for (int i = 0; i < n; i++) {
        history[filled + i] = samples[from + i];
      }
      filled += n;
      from += n;
      produce(Long.MAX_VALUE);
    }
  }

  /** Takes the silence after the last input sample, up to round(frames x 16 000 / rate) samples. */
  void finish(long total) {
    while (out.size() < total) {
      int n = history.length - filled;
      Arrays.fill(history, filled, filled + n, 0);
      filled += n;
      produce(total);
    }
  }

  private void produce(long total) {
    while (centre + reach < start + filled && out.size() < total) {
      double[] taps = taps(phase);
      out.add((float) dot(taps, (int) (centre - reach + 1 - start)));
      centre += wholeStep;
      phase += phaseStep;
      if (phase >= phases) {
        phase -= phases;
        centre++;
      }
    }
    int unneeded = (int) Math.min(filled, centre - reach + 1 - start);
    if (unneeded > 0) {
      System.arraycopy(history, unneeded, history, 0, filled - unneeded);
      filled -= unneeded;
      start += unneeded;
    }
  }

  /** Four sums at once: a processor overlaps them, and the order of additions stays defined. */
  private double dot(double[] taps, int from) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < taps.length; i += 4) {
      a += taps[i] * history[from + i];
      b += taps[i + 1] * history[from + i + 1];
      c += taps[i + 2] * history[from + i + 2];
      d += taps[i + 3] * history[from + i + 3];
    }
    for (; i < taps.length; i++) {
      a += taps[i] * history[from + i];
    }
    return (a + b) + (c + d);
  }

  private double[] taps(int phase) {
    if (kept == null) {
      return fill(scratch, phase);
    }
    if (kept[phase] == null) {
      kept[phase] = fill(new double[2 * reach], phase);
    }
    return kept[phase];
  }

  /** Every phase passes a constant unchanged: its coefficients add up to 1. */
  private double[] fill(double[] taps, int phase) {
    double fraction = (double) phase / phases;
    double sum = 0;
    for (int i = 0; i < taps.length; i++) {
      taps[i] = SincKernel.at((fraction + reach - 1 - i) * scale);
      sum += taps[i];
    }
    double gain = 1 / sum;
    for (int i = 0; i < taps.length; i++) {
      taps[i] *= gain;
    }
    return taps;
  }
}
