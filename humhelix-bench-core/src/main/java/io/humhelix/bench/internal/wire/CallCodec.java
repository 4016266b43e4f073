package io.humhelix.bench.internal.wire;

import io.humhelix.bench.internal.measure.RawCall;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Word;
import io.humhelix.bench.spi.Transcript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call as it was measured, with its text, as a JSON object. */
final class CallCodec {

  private CallCodec() {}

  static Map<String, Object> encode(RawCall call) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("clip", call.clip());
    map.put("position", call.position());
    map.put("query", call.turn().query());
    map.put("call", call.turn().call());
    map.put("due_ns", call.turn().dueNanos());
    map.put("queued_ns", call.turn().queuedNanos());
    if (call.turn().chunkNanos() > 0) {
      map.put("chunks_ns", call.turn().chunkNanos());
    }
    map.put("start_ns", call.startNanos());
    map.put("end_ns", call.endNanos());
    map.put("inference_ns", call.inferenceNanos());
    map.put("transcription_ns", call.transcriptionNanos());
    call.firstSegmentNanos().ifPresent(nanos -> map.put("first_segment_ns", nanos));
    if (call.transcript().segments().isEmpty()) {
      map.put("text", call.transcript().text());
    }
    map.put("segments", call.transcript().segments().stream().map(CallCodec::segment).toList());
    List<Object> phases = new ArrayList<>();
    call.transcript().phases().forEach(p -> phases.add(Map.of("phase", p.name(), "ns", p.nanos())));
    map.put("phases", phases);
    return map;
  }

  private static Map<String, Object> segment(Segment segment) {
    Map<String, Object> map = span(segment.startSeconds(), segment.endSeconds(), segment.text());
    if (!segment.words().isEmpty()) {
      map.put(
          "words",
          segment.words().stream()
              .map(word -> span(word.startSeconds(), word.endSeconds(), word.text()))
              .toList());
    }
    return map;
  }

  private static Map<String, Object> span(double start, double end, String text) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("start_s", start);
    map.put("end_s", end);
    map.put("text", text);
    return map;
  }

  static RawCall decode(Fields fields) throws ProtocolException {
    List<Segment> segments = new ArrayList<>();
    for (Object element : fields.list("segments")) {
      Fields one = Fields.of(element, "segment");
      List<Word> words = new ArrayList<>();
      if (one.map().containsKey("words")) {
        for (Object word : one.list("words")) {
          Fields w = Fields.of(word, "word");
          words.add(new Word(w.number("start_s"), w.number("end_s"), w.text("text")));
        }
      }
      segments.add(
          new Segment(one.number("start_s"), one.number("end_s"), one.text("text"), words));
    }
    List<Phase> phases = new ArrayList<>();
    for (Object element : fields.list("phases")) {
      Fields phase = Fields.of(element, "phase");
      phases.add(new Phase(phase.text("phase"), phase.whole("ns")));
    }
    return new RawCall(
        fields.small("clip"),
        fields.small("position"),
        new RawCall.Turn(
            fields.small("query"),
            fields.small("call"),
            fields.whole("due_ns"),
            fields.whole("queued_ns"),
            fields.optionalWhole("chunks_ns").orElse(0)),
        fields.whole("start_ns"),
        fields.whole("end_ns"),
        fields.whole("inference_ns"),
        fields.whole("transcription_ns"),
        fields.optionalWhole("first_segment_ns"),
        (segments.isEmpty() ? Transcript.ofText(fields.text("text")) : Transcript.of(segments))
            .withPhases(phases));
  }
}
