package io.humhelix.bench.spi;

import io.humhelix.bench.result.Transcript;

/**
 * One clip that a {@link Sut} is given in chunks, as it is spoken: {@link #accept} for each chunk,
 * {@link #finish} when the audio has ended, {@link #close} in any case. All of these calls come
 * from one thread, one at a time; from its opening to its close the stream counts as a call under
 * way in {@link Sut#maxConcurrency()}.
 *
 * <p>The harness hands a chunk over when its audio would have been spoken, or, if the chunk before
 * was taken later than that, at once. Latency counts from the end of the audio to the return of
 * {@link #finish}. The time of the calls themselves is the busy time of the clip; what an engine
 * does beside them is not in it, and is in the latency if it makes {@link #finish} wait.
 *
 * <p>When the deadline of a call has passed, the harness interrupts the thread and goes on, as in
 * {@link Sut#transcribe}.
 */
public interface TranscriptionStream extends AutoCloseable {

  /**
   * Takes the next chunk. Returns when the engine has taken it: it may still work on it beside the
   * caller, and a caller that is faster than the engine waits here.
   *
   * @param samples mono at {@link TranscriptionRequest#SAMPLE_RATE}, within -1 to 1, at least one;
   *     all chunks of a clip but the last are of one length. The array belongs to the stream, which
   *     may keep it and write to it
   * @throws SutException if the call failed; the stream is then closed and nothing else is asked of
   *     it
   */
  void accept(float[] samples) throws SutException;

  /**
   * Says that there is no more audio. Returns when all device work for the clip has ended and all
   * text exists. Called once, and possibly without any chunk before.
   *
   * @return the text of the whole clip, with times counted from its beginning
   * @throws SutException if the call failed
   */
  Transcript finish() throws SutException;

  /**
   * Releases what the clip holds; a clip that was not finished is abandoned, with all work for it.
   * The system must then be ready for the next clip. A second time it does nothing.
   *
   * @throws SutException if something could not be released
   */
  @Override
  void close() throws SutException;
}
