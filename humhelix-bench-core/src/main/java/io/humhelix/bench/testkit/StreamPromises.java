package io.humhelix.bench.testkit;

import static io.humhelix.bench.testkit.ContractBroken.unless;

import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.StreamRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionRequest;
import io.humhelix.bench.spi.TranscriptionStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a backend keeps to that takes audio in chunks. */
record StreamPromises(ContractSubject subject) {

  /** Half a second, as a microphone may give it. */
  private static final int CHUNK = TranscriptionRequest.SAMPLE_RATE / 2;

  List<ContractCheck> checks() {
    return List.of(
        check("stream-text", "chunks give text if the whole clip does", this::text),
        check(
            "stream-without-audio",
            "a stream without any chunk gives a transcript or a SutException",
            this::withoutAudio),
        check(
            "stream-abandoned",
            "a stream that is closed unfinished, and twice, leaves the system usable",
            this::abandoned),
        check(
            "streams-at-once",
            "as many concurrent streams as it declares, chunk by chunk in turn, give the text of one"
                + " alone",
            this::atOnce));
  }

  private ContractCheck check(String id, String promise, ContractSubject.Body body) {
    return subject.check(
        id,
        promise,
        () -> {
          if (!subject.provider().get().capabilities().has(Capability.STREAMING_INPUT)) {
            throw new NotApplicable("it takes only whole clips");
          }
          body.run();
        });
  }

  private void text() throws SutException {
    try (Sut sut = subject.open()) {
      String whole = subject.call(sut, subject.speech()).text();
      String inChunks = streamed(sut);
      unless(
          whole.isBlank() == inChunks.isBlank(),
          "it wrote '" + whole + "' for the whole clip, and '" + inChunks + "' for its chunks",
          "Transcribe all chunks until finish returns.");
    }
  }

  private void withoutAudio() throws SutException {
    try (Sut sut = subject.open()) {
      String usual = streamed(sut);
      try (TranscriptionStream stream = stream(sut)) {
        finish(stream);
      } catch (SutException e) {
        unless(
            e.getMessage() != null && !e.getMessage().isBlank(),
            "it threw a SutException without a message",
            "Say that there was no audio.");
      }
      same(usual, streamed(sut), "after a stream without audio");
    }
  }

  private void abandoned() throws SutException {
    try (Sut sut = subject.open()) {
      String usual = streamed(sut);
      TranscriptionStream stream = stream(sut);
      stream.accept(chunks().get(0));
      stream.close();
      stream.close();
      same(usual, streamed(sut), "after a stream that was closed unfinished");
    }
  }

  private void atOnce() throws SutException {
    try (Sut sut = subject.open()) {
      int streams = Math.min(ConcurrentCalls.MOST, sut.maxConcurrency());
      if (streams < 2) {
        throw new NotApplicable("it takes one call at a time");
      }
      String alone = streamed(sut);
      List<TranscriptionStream> open = new ArrayList<>();
      try {
        for (int i = 0; i < streams; i++) {
          open.add(stream(sut));
        }
        for (float[] chunk : chunks()) {
          for (TranscriptionStream stream : open) {
            stream.accept(chunk.clone());
          }
        }
        for (TranscriptionStream stream : open) {
          same(alone, finish(stream), "with " + streams + " concurrent streams");
        }
      } finally {
        for (TranscriptionStream stream : open) {
          stream.close();
        }
      }
    }
  }

  private static void same(String usual, String text, String when) {
    unless(
        text.equals(usual),
        "alone a stream wrote '" + usual + "', " + when + " '" + text + "'",
        "Share no mutable state between streams; for an engine that is not deterministic, use"
            + " without(id, reason).");
  }

  private String streamed(Sut sut) throws SutException {
    try (TranscriptionStream stream = stream(sut)) {
      for (float[] chunk : chunks()) {
        stream.accept(chunk);
      }
      return finish(stream);
    }
  }

  private TranscriptionStream stream(Sut sut) throws SutException {
    TranscriptionStream stream =
        sut.stream(new StreamRequest("contract", subject.task()), ContractSubject.SILENT);
    unless(stream != null, "stream returned null", "Return a stream, or throw.");
    return stream;
  }

  private static String finish(TranscriptionStream stream) throws SutException {
    Transcript transcript = stream.finish();
    unless(
        transcript != null,
        "finish returned null",
        "Return a transcript; without speech, one with an empty text.");
    return transcript.text();
  }

  private List<float[]> chunks() {
    float[] speech = subject.speech();
    List<float[]> chunks = new ArrayList<>();
    for (int from = 0; from < speech.length; from += CHUNK) {
      chunks.add(Arrays.copyOfRange(speech, from, Math.min(from + CHUNK, speech.length)));
    }
    return chunks;
  }
}
