package io.humhelix.bench.spi;

import io.humhelix.bench.result.Transcript;

/**
 * One clip that a {@link Sut} gets in chunks, as it is spoken. The harness calls {@link #accept}
 * for each chunk, {@link #finish} when the audio has ended, and {@link #close} in any case, all
 * from one thread, one at a time. From opening to close, the stream counts as one call in {@link
 * Sut#maxConcurrency()}.
 *
 * <p>The harness passes a chunk when its audio would have been spoken, or at once if the previous
 * chunk was taken later than that. Latency counts from the end of the audio to the return of {@link
 * #finish}. The time inside the calls is the clip's busy time. Work beside the calls is not in the
 * busy time; it is in the latency if it makes {@link #finish} wait.
 *
 * <p>When the deadline of a call has passed, the harness interrupts the thread and continues, as in
 * {@link Sut#transcribe}.
 */
public interface TranscriptionStream extends AutoCloseable {

  /**
   * Takes the next chunk. Returns when the engine has taken it. The engine may still work on it in
   * the background; if the caller is faster than the engine, it waits here.
   *
   * @param samples mono at {@link TranscriptionRequest#SAMPLE_RATE}, within -1 to 1, at least one;
   *     all chunks of a clip except the last have the same length. The array belongs to the stream,
   *     which may keep it and write to it
   * @throws SutException if the call failed; the harness then closes the stream and calls nothing
   *     else
   */
  void accept(float[] samples) throws SutException;

  /**
   * Ends the audio. Returns when all device work for the clip has ended and all text exists. Called
   * once, possibly without any chunk before.
   *
   * @return the text of the whole clip, with times counted from its beginning
   * @throws SutException if the call failed
   */
  Transcript finish() throws SutException;

  /**
   * Releases everything of the clip; an unfinished clip is abandoned, with all work for it.
   * Afterwards the system must be ready for the next clip. A second call does nothing.
   *
   * @throws SutException if something could not be released
   */
  @Override
  void close() throws SutException;
}
