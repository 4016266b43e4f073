package io.humhelix.bench.backend.onnx.features;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * From one frame of samples to its power in each mel band. It owns its buffers: for one thread at a
 * time.
 *
 * <p>The FFT works in double precision: in single precision, weak bins beside a strong one are off
 * by more than the 1e-4 that the features are allowed to differ from the reference.
 */
final class FrameTransform {

  private final int size;
  private final double[] hann;
  private final MelFilterbank filters;
  private final DoubleFFT_1D fft;
  private final double[] spectrum;
  private final float[] power;

  FrameTransform(MelSettings settings, MelFilterbank filters) {
    this.size = settings.fftSize();
    this.filters = filters;
    this.fft = new DoubleFFT_1D(size);
    this.spectrum = new double[size];
    this.power = new float[size / 2 + 1];
    this.hann = new double[size];
    for (int i = 0; i < size; i++) {
      // Periodic, not symmetric: the divisor is the size, as in numpy.hanning(size + 1)[:-1].
      hann[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / size));
    }
  }

  /** Transforms the frame that begins at a sample; all of it lies within the array. */
  void inside(float[] samples, int begin, float[] target, int offset) {
    for (int i = 0; i < size; i++) {
      spectrum[i] = samples[begin + i] * hann[i];
    }
    transform(target, offset);
  }

  /** Transforms a frame that reaches over an edge of the signal. */
  void atEdge(Signal signal, long begin, float[] target, int offset) {
    for (int i = 0; i < size; i++) {
      spectrum[i] = signal.at(begin + i) * hann[i];
    }
    transform(target, offset);
  }

  private void transform(float[] target, int offset) {
    fft.realForward(spectrum);
    // JTransforms packs the real parts of bin 0 and of the last bin into the first two places.
    power[0] = (float) (spectrum[0] * spectrum[0]);
    power[size / 2] = (float) (spectrum[1] * spectrum[1]);
    for (int bin = 1; bin < size / 2; bin++) {
      double re = spectrum[2 * bin];
      double im = spectrum[2 * bin + 1];
      power[bin] = (float) (re * re + im * im);
    }
    filters.apply(power, target, offset);
  }
}
