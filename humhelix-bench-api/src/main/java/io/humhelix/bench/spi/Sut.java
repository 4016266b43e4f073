package io.humhelix.bench.spi;

import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Transcript;
import java.util.ArrayList;
import java.util.List;

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
   * Returns how many clips one call may take. An engine that works on several clips in one go says
   * more than 1 and implements {@link #transcribeBatch}; the scenarios that have several clips at
   * hand then use it.
   *
   * @return 1 or more
   */
  default int maxBatch() {
    return 1;
  }

  /**
   * Transcribes several clips in one call. Returns when all device work has ended and the texts of
   * all of them exist. Batches count as calls in {@link #maxConcurrency()}.
   *
   * <p>The progress is that of the batch: segments are readable when those of every clip are.
   *
   * @param requests from 1 to {@link #maxBatch()} clips, which may be of different lengths
   * @param progress told of intermediate moments, from the calling thread
   * @return one transcript for each request, in their order
   * @throws SutException if the call failed for any of them; the system must stay usable for the
   *     next call, or else throw again there
   */
  default List<Transcript> transcribeBatch(
      List<TranscriptionRequest> requests, TranscriptionProgress progress) throws SutException {
    List<Transcript> transcripts = new ArrayList<>(requests.size());
    for (TranscriptionRequest request : requests) {
      transcripts.add(transcribe(request, progress));
    }
    return transcripts;
  }

  /**
   * Begins a clip whose audio comes in chunks. A backend that has {@link
   * Capability#STREAMING_INPUT} implements it; {@link #prepare} is not called for such a clip.
   *
   * <p>Progress is told of text that stands, from within the calls of the stream; a hypothesis that
   * later audio may still change is not told.
   *
   * @param request what is asked for
   * @param progress told of intermediate moments, from the calling thread
   * @return the stream, which is closed before its place is taken by the next clip
   * @throws SutException if the call failed; the system must stay usable for the next call, or else
   *     throw again there
   * @throws UnsupportedOperationException if the engine takes whole clips alone
   */
  default TranscriptionStream stream(StreamRequest request, TranscriptionProgress progress)
      throws SutException {
    throw new UnsupportedOperationException(
        getClass().getName() + " takes whole clips alone: it has no stream(…)");
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
