package io.humhelix.bench.internal.wire;

import io.humhelix.bench.internal.measure.RawCall;
import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages as JSON objects, told apart by their key {@code message}. */
final class MessageCodec {

  private MessageCodec() {}

  static byte[] encode(Message message) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("message", message.getClass().getSimpleName());
    if (message instanceof Request.Open open) {
      open(map, open);
    } else if (message instanceof Request.RunTrial trial) {
      slot(map, trial.slot());
    } else if (message instanceof Reply.Hello hello) {
      map.put("version", hello.version());
      map.put("token", hello.token());
      map.put("pid", hello.pid());
    } else if (message instanceof Reply.Opened opened) {
      map.put("load_ns", opened.loadNanos());
      map.put("effective", ValueCodec.effective(opened.effective()));
    } else if (message instanceof Reply.Failed failed) {
      map.put("failure", ValueCodec.failure(failed.failure()));
    } else if (message instanceof Reply.Progress progress) {
      map.put("call", progress.call());
      map.put("clip", progress.clip());
    } else if (message instanceof Reply.Calls calls) {
      map.put("calls", calls.calls().stream().map(CallCodec::encode).toList());
    } else if (message instanceof Reply.TrialDone done) {
      slot(map, done.slot());
      map.put("status", done.status().name());
      done.failure().ifPresent(f -> map.put("failure", ValueCodec.failure(f)));
      done.effective().ifPresent(e -> map.put("effective", ValueCodec.effective(e)));
      done.effectiveUnknown().ifPresent(f -> map.put("effective_unknown", ValueCodec.failure(f)));
      map.put("sampled", SampledCodec.sampled(done.sampled()));
    } else if (message instanceof Reply.Closed closed) {
      closed.failure().ifPresent(f -> map.put("failure", ValueCodec.failure(f)));
    }
    return Json.write(map);
  }

  static Message decode(byte[] json) throws ProtocolException {
    Fields fields = new Fields(Json.read(json));
    String name = fields.text("message");
    try {
      return decode(name, fields);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new ProtocolException("message " + name + " has a value that it cannot have: " + e, e);
    }
  }

  private static Message decode(String name, Fields fields) throws ProtocolException {
    return switch (name) {
      case "Open" -> open(fields);
      case "RunTrial" -> new Request.RunTrial(slot(fields));
      case "Cancel" -> new Request.Cancel();
      case "Close" -> new Request.Close();
      case "Hello" ->
          new Reply.Hello(fields.small("version"), fields.text("token"), fields.whole("pid"));
      case "AudioRead" -> new Reply.AudioRead();
      case "Opened" ->
          new Reply.Opened(
              fields.whole("load_ns"), ValueCodec.effective(fields.object("effective")));
      case "Failed" -> new Reply.Failed(ValueCodec.failure(fields.object("failure")));
      case "Progress" -> new Reply.Progress(fields.small("call"), fields.small("clip"));
      case "Calls" -> calls(fields);
      case "TrialDone" -> done(fields);
      case "Closed" -> new Reply.Closed(ValueCodec.optionalFailure(fields, "failure"));
      default -> throw new ProtocolException("nobody knows a message '" + name + "'");
    };
  }

  private static void open(Map<String, Object> map, Request.Open open) {
    map.put("provider", open.provider());
    map.put("open", ValueCodec.openRequest(open.open()));
    List<Object> clips = new ArrayList<>();
    for (Request.ClipSource clip : open.clips()) {
      clips.add(
          Map.of(
              "id", clip.id(),
              "audio", clip.audio().toString(),
              "file_sha256", clip.fileSha256(),
              "samples_sha256", clip.samplesSha256()));
    }
    map.put("clips", clips);
    map.put("scenario", open.scenario());
    map.put("seed", open.seed());
    map.put("fork", open.fork());
    map.put("discover_samplers", open.discoverSamplers());
  }

  private static Request.Open open(Fields fields) throws ProtocolException {
    List<Request.ClipSource> clips = new ArrayList<>();
    for (Object element : fields.list("clips")) {
      Fields clip = Fields.of(element, "clip");
      clips.add(
          new Request.ClipSource(
              clip.text("id"),
              Path.of(clip.text("audio")),
              clip.text("file_sha256"),
              clip.text("samples_sha256")));
    }
    return new Request.Open(
        fields.text("provider"),
        ValueCodec.openRequest(fields.object("open")),
        clips,
        fields.text("scenario"),
        fields.whole("seed"),
        fields.small("fork"),
        fields.flag("discover_samplers"));
  }

  private static void slot(Map<String, Object> map, TrialSlot slot) {
    map.put("kind", slot.kind().name());
    map.put("number", slot.number());
    map.put("pass", slot.pass());
  }

  private static TrialSlot slot(Fields fields) throws ProtocolException {
    return new TrialSlot(
        fields.word("kind", TrialKind.class), fields.small("number"), fields.small("pass"));
  }

  private static Reply.Calls calls(Fields fields) throws ProtocolException {
    List<RawCall> calls = new ArrayList<>();
    for (Object element : fields.list("calls")) {
      calls.add(CallCodec.decode(Fields.of(element, "call")));
    }
    return new Reply.Calls(calls);
  }

  private static Reply.TrialDone done(Fields fields) throws ProtocolException {
    Optional<Fields> effective = fields.optionalObject("effective");
    return new Reply.TrialDone(
        slot(fields),
        fields.word("status", TrialStatus.class),
        ValueCodec.optionalFailure(fields, "failure"),
        effective.isPresent()
            ? Optional.of(ValueCodec.effective(effective.get()))
            : Optional.empty(),
        ValueCodec.optionalFailure(fields, "effective_unknown"),
        SampledCodec.sampled(fields.object("sampled")));
  }
}
