package io.humhelix.bench.spi;

import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.Transcript;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A live system under test: a loaded model, ready for calls.
 *
 * <p>The harness measures the time. Times that an implementation reports itself ({@link
 * Transcript#phases()}) are stored with the measurement and never replace it. An implementation
 * must not compute anything ahead of a call or keep results of an earlier one: a call with the same
 * audio does the same work again.
 *
 * <p>Calls come from one thread at a time unless {@link #maxConcurrency()} says more. An
 * implementation must not write to standard streams and must not exit the JVM.
 */
public interface Sut extends AutoCloseable {

  /**
   * Returns what really runs: the device and execution provider that do the work, and every option
   * in effect, engine defaults included. The harness calls it again after the first call, since
   * some engines only know then. If the device differs from the requested one, the trials are
   * INVALID.
   *
   * @return the effective description
   */
  EffectiveSut effective();

  /**
   * Prepares the transfer of a clip, such as by writing it to a file or encoding it as a request
   * body. The harness calls it before each {@link #transcribe}, outside the timed span. Work that
   * belongs to transcription, features included, must not happen here. The default does nothing.
   *
   * @param request the clip that is transcribed next; an implementation may cache the result by the
   *     identity of its samples
   * @throws SutException if the clip cannot be prepared; the call counts as failed, as with {@link
   *     #transcribe}
   */
  default void prepare(TranscriptionRequest request) throws SutException {
    // Most systems take the samples as they are.
  }

  /**
   * Transcribes one clip. Returns when all device work for the clip has ended and all text exists.
   *
   * <p>An implementation whose engine decodes lazily calls {@link
   * TranscriptionProgress#segmentsReadable()} when segments can be read, and {@link
   * TranscriptionProgress#segment} as each one arrives; the harness takes the time of both. An
   * engine that returns everything at once need not call either.
   *
   * <p>When the deadline of the call has passed, the harness interrupts the thread and continues.
   * An implementation that waits in Java, such as for a process or a server, should then stop that
   * work and throw.
   *
   * <p>An exception whose kind is one {@link io.humhelix.bench.result.FailureKind#isOfCall() of a
   * single call} makes this call a failed one, and the trial goes on with the next clip: the system
   * must stay usable. A backend whose system is not says so by {@link
   * SutException#withSystemLost()}, which ends the trial; so do all other kinds, and everything
   * undeclared. A first call that fails fails its trial in any case, since it is the only one.
   *
   * @param request the audio and the task
   * @param progress receives intermediate events, from the calling thread
   * @return the text
   * @throws SutException if the call failed
   */
  Transcript transcribe(TranscriptionRequest request, TranscriptionProgress progress)
      throws SutException;

  /**
   * Returns how many calls may run at once.
   *
   * @return 1 or more
   */
  default int maxConcurrency() {
    return 1;
  }

  /**
   * Returns how many clips one call may take. An engine that works on several clips in one go
   * returns more than 1 and implements {@link #transcribeBatch}; scenarios that have several clips
   * ready then use it.
   *
   * @return 1 or more
   */
  default int maxBatch() {
    return 1;
  }

  /**
   * Transcribes several clips in one call. Returns when all device work has ended and all texts
   * exist. Batches count as calls in {@link #maxConcurrency()}.
   *
   * <p>Progress is that of the batch: segments are readable once those of every clip are.
   *
   * @param requests from 1 to {@link #maxBatch()} clips, which may be of different lengths
   * @param progress receives intermediate events, from the calling thread
   * @return one transcript for each request, in their order
   * @throws SutException if the call failed for any of them; all of its clips count as failed, as
   *     with {@link #transcribe}
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
   * Begins a clip whose audio comes in chunks. A backend with {@link Capability#STREAMING_INPUT}
   * implements it; the harness does not call {@link #prepare} for such a clip.
   *
   * <p>Report only final text to the progress, from within the calls of the stream; do not report a
   * hypothesis that later audio may still change.
   *
   * @param request the clip and its task
   * @param progress receives intermediate events, from the calling thread
   * @return the stream; it is closed before the next clip takes its place
   * @throws SutException if the call failed, as with {@link #transcribe}; so do the calls of the
   *     stream
   * @throws UnsupportedOperationException if the engine takes only whole clips
   */
  default TranscriptionStream stream(StreamRequest request, TranscriptionProgress progress)
      throws SutException {
    throw new UnsupportedOperationException(
        getClass().getName() + " takes only whole clips: it has no stream(…)");
  }

  /**
   * Returns where servers listen that do the work of calls. Of those on this machine, the harness
   * looks for the processes: their processor time is then the system's, and not load of others.
   * Processes that this one started need not be named. The harness calls it once, when the system
   * is loaded. The default names none.
   *
   * @return addresses with ports; one that is unresolved or of another machine has no effect
   */
  default List<InetSocketAddress> servers() {
    return List.of();
  }

  /**
   * Releases everything: host and device memory, threads, processes. Called when no call is
   * running; a second call does nothing.
   *
   * @throws SutException if something could not be released
   */
  @Override
  void close() throws SutException;
}
