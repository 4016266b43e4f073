package io.humhelix.bench.backend.http;

import io.humhelix.bench.result.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * When what happened during one exchange, on {@link System#nanoTime()}. Written by the client's
 * threads, read by the caller's.
 *
 * <p>The phases: {@code connect} until a connection could be written to, much where a new one is
 * made, about nothing where one is reused; {@code upload} until the last byte of the request was
 * taken by the connection; {@code wait} until the head of the response, which is queueing and work
 * at the server and the way there and back; {@code receive} until the last byte of the response.
 */
final class ExchangeTimes {

  private static final long NEVER = Long.MIN_VALUE;

  private final long start = System.nanoTime();
  private volatile long connected = NEVER;
  private volatile long uploaded = NEVER;
  private volatile long answered = NEVER;
  private volatile long ended = NEVER;

  void connected() {
    connected = System.nanoTime();
  }

  void uploaded() {
    uploaded = System.nanoTime();
  }

  void answered() {
    answered = System.nanoTime();
  }

  void ended() {
    ended = System.nanoTime();
  }

  boolean hasConnected() {
    return connected != NEVER;
  }

  boolean hasUploaded() {
    return uploaded != NEVER;
  }

  boolean hasAnswer() {
    return answered != NEVER;
  }

  /** Returns the parts between the moments that came. */
  List<Phase> phases() {
    List<Phase> phases = new ArrayList<>();
    add(phases, "connect", start, connected);
    add(phases, "upload", connected, uploaded);
    add(phases, "wait", uploaded, answered);
    add(phases, "receive", answered, ended);
    return phases;
  }

  private static void add(List<Phase> phases, String name, long from, long to) {
    if (from != NEVER && to != NEVER) {
      // A server may answer before it has read everything.
      phases.add(new Phase(name, Math.max(0, to - from)));
    }
  }
}
