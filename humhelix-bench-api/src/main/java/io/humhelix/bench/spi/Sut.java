package io.humhelix.bench.spi;

import io.humhelix.bench.result.EffectiveSut;

/**
 * A live system under test: a loaded model, ready for calls.
 *
 * <p>The harness measures; whatever time an implementation reports itself ({@link
 * Transcript#phases()}) is kept beside the measurement, never instead of it. Nothing may be
 * computed ahead of a call or kept from an earlier one: a call with the same audio does the same
 * work again.
 *
 * <p>Calls come from one thread at a time unless {@link #maxConcurrency()} says more. An
 * implementation must not write to standard streams and must not exit the JVM.
 */
public interface Sut extends AutoCloseable {

  /**
   * Returns what this system really is: the device and execution provider that do the work, and
   * every option in effect, engine defaults included. It is asked after the first call too, since
   * some engines know only then; a device other than the one asked for makes the trials INVALID.
   *
   * @return the effective description
   */
  EffectiveSut effective();

  /**
   * Makes a clip ready to be handed over, such as by writing it to a file or encoding it as the
   * body of a request. The harness calls it before each {@link #transcribe}, outside the timed
   * span. What belongs to transcription, features included, must not happen here; an implementation
   * that needs nothing of this leaves it out.
   *
   * @param request the clip that is transcribed next; what is made of it may be kept by the
   *     identity of its samples
   * @throws SutException if the clip cannot be handed over; the call counts as failed
   */
  default void prepare(TranscriptionRequest request) throws SutException {
    // Most systems take the samples as they are.
  }

  /**
   * Transcribes one clip. Returns when all device work for the clip has ended and all text exists.
   *
   * <p>An implementation whose engine decodes lazily calls {@link
   * TranscriptionProgress#segmentsReadable()} when segments can be read, and {@link
   * TranscriptionProgress#segment} as each one arrives; the harness stamps these moments. One that
   * gets everything at once need not call either.
   *
   * <p>When the deadline of the call has passed, the harness interrupts the thread and goes on. An
   * implementation that waits in Java, such as for a process or a server, should end that work then
   * and throw.
   *
   * @param request the audio and what is asked for
   * @param progress told of intermediate moments, from the calling thread
   * @return the text
   * @throws SutException if the call failed; the system must stay usable for the next call, or else
   *     throw again there
   */
  Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress)
      throws SutException;

  /**
   * Returns how many calls may be under way at once.
   *
   * @return 1 or more
   */
  default int maxConcurrency() {
    return 1;
  }

  /**
   * Releases everything: memory of host and device, threads, processes. Called when no call is
   * under way; a second time it does nothing.
   *
   * @throws SutException if something could not be released
   */
  @Override
  void close() throws SutException;
}
