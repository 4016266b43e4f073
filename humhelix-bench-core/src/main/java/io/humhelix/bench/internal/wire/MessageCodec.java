package io.humhelix.bench.internal.wire;

import io.humhelix.bench.internal.measure.RawCall;
import io.humhelix.bench.internal.measure.TrialSlot;
import io.humhelix.bench.internal.scenario.ScenarioCalls;
import io.humhelix.bench.internal.scenario.TrialTask;
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
      slot(map, trial.task().slot());
      map.put("scenario", ScenarioCodec.encode(trial.task().scenario()));
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
      map.put("clip", progress.clip());
      map.put("patience_ns", progress.patienceNanos());
    } else if (message instanceof Reply.Account account) {
      map.put("count", account.count());
      map.put("origin_ns", account.account().originNanos());
      map.put("left", account.account().left());
      map.put("cap_hit", account.account().capHit());
      map.put("concurrency", account.account().concurrency());
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
      case "RunTrial" ->
          new Request.RunTrial(
              new TrialTask(slot(fields), ScenarioCodec.decode(fields.object("scenario"))));
      case "Cancel" -> new Request.Cancel();
      case "GiveAccount" -> new Request.GiveAccount();
      case "Close" -> new Request.Close();
      case "Hello" ->
          new Reply.Hello(fields.small("version"), fields.text("token"), fields.whole("pid"));
      case "AudioRead" -> new Reply.AudioRead();
      case "Opened" ->
          new Reply.Opened(
              fields.whole("load_ns"), ValueCodec.effective(fields.object("effective")));
      case "Failed" -> new Reply.Failed(ValueCodec.failure(fields.object("failure")));
      case "Progress" -> new Reply.Progress(fields.small("clip"), fields.whole("patience_ns"));
      case "CallsEnded" -> new Reply.CallsEnded();
      case "Account" -> account(fields);
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
              "samples_sha256", clip.samplesSha256(),
              "call_timeout_ns", clip.callTimeoutNanos()));
    }
    map.put("clips", clips);
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
              clip.text("samples_sha256"),
              clip.whole("call_timeout_ns")));
    }
    return new Request.Open(
        fields.text("provider"),
        ValueCodec.openRequest(fields.object("open")),
        clips,
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

  private static Reply.Account account(Fields fields) throws ProtocolException {
    return new Reply.Account(
        fields.small("count"),
        new ScenarioCalls(
            fields.whole("origin_ns"),
            List.of(),
            fields.small("left"),
            fields.flag("cap_hit"),
            fields.small("concurrency")));
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
