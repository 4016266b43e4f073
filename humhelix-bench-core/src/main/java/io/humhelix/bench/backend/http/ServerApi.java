package io.humhelix.bench.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.SutException;
import java.util.List;

/** How one kind of server is spoken to. */
interface ServerApi {

  /** What became of the loading of the model. */
  enum Load {
    /** The server has its model; it was not asked. */
    NOT_ASKED,
    /** It was loaded for this system, and is unloaded with it where the server can. */
    LOADED,
    /** It was there before, so the load time is not that of a load. */
    WAS_LOADED
  }

  /** Returns the protocol of some options. */
  static ServerApi of(HttpOptions options) {
    return switch (options.api()) {
      case OPENAI -> new OpenAiApi(options);
      case HUM_HELIX -> new HumHelixApi(options);
      case WHISPER_CPP -> new WhisperCppApi(options);
    };
  }

  /** Returns the path of a cheap question. */
  String checkPath();

  /** Returns the path of transcriptions or translations. */
  String path(TranscriptionTask task);

  /** Fills in all fields except the audio. */
  void fill(Form form, String model, TranscriptionTask task);

  /** Returns the content types of a response of format {@code text}. */
  List<String> textTypes();

  /** Returns the text that the engine wrote, without what the server put between its segments. */
  default String text(String sent) {
    return sent;
  }

  /** Returns what an answer of format {@code verbose_json} tells that makes its time doubtful. */
  default List<Issue> issues(JsonNode answer) {
    return List.of();
  }

  /**
   * Returns what the server is known to do beside what it was sent, by the common names of {@link
   * io.humhelix.bench.result.DecodingOption}.
   */
  default Options known(TranscriptionTask task) {
    return Options.empty();
  }

  /** Returns the options and keys of a request that such a server does not support, and why. */
  List<Unsupported> unsupported(OpenRequest request);

  /** Returns whether the harness makes the server load its model. */
  boolean loads();

  /** Has the server load the model. */
  default Load load(OpenRequest request, Transport transport, ResponseCheck check)
      throws SutException {
    return Load.NOT_ASKED;
  }

  /** Has the server drop a model that {@link #load} loaded. */
  default void unload(String model, Transport transport, ResponseCheck check) throws SutException {
    // Most servers keep what they have.
  }

  /**
   * An option or key that a server of this kind does not support.
   *
   * @param what the key or option
   * @param reason why not
   */
  record Unsupported(String what, String reason) {}
}
