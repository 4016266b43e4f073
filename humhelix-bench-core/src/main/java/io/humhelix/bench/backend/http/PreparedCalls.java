package io.humhelix.bench.backend.http;

import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;

/**
 * The bodies of calls, made once for a clip and kept as long as its samples are: a client has its
 * recording as a file before it calls, and the other fields are the same for every call.
 * Thread-safe.
 */
final class PreparedCalls {

  /** A body, and the task that its fields are of. */
  private record Body(TranscriptionTask task, byte[] bytes) {}

  private final String boundary = "humhelix-bench-" + UUID.randomUUID();
  private final BiConsumer<Form, TranscriptionTask> fields;

  /** Arrays are equal only to themselves, so the map is one of identities. */
  private final Map<float[], Body> bodies = Collections.synchronizedMap(new WeakHashMap<>());

  /** Bodies whose fields are filled in by {@code fields}. */
  PreparedCalls(BiConsumer<Form, TranscriptionTask> fields) {
    this.fields = fields;
  }

  String contentType() {
    return new Form(boundary).contentType();
  }

  /** Returns the body of a call; nobody may write to it. */
  byte[] of(TranscriptionRequest request) {
    Body known = bodies.get(request.samples());
    if (known != null && known.task().equals(request.task())) {
      return known.bytes();
    }
    Form form = new Form(boundary);
    fields.accept(form, request.task());
    byte[] bytes = form.body(WavFile.of(request.samples()));
    bodies.put(request.samples(), new Body(request.task(), bytes));
    return bytes;
  }
}
