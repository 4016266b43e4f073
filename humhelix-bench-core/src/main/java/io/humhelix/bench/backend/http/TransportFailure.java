package io.humhelix.bench.backend.http;

import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;

/**
 * Says why no response came. The exceptions of the JDK are named, but never attached: their
 * messages may quote what a server sent, and that may hold the key.
 */
final class TransportFailure {

  private static final double NANOS_PER_SECOND = 1e9;

  private final ServerUrl url;
  private final UnaryOperator<String> scrub;

  TransportFailure(ServerUrl url, UnaryOperator<String> scrub) {
    this.url = url;
    this.scrub = scrub;
  }

  /** The exchange ended with an exception. */
  SutException broken(ServerRequest request, ExchangeTimes times, int arrived, Throwable thrown) {
    if (caused(thrown, ResponseBody.TooLargeException.class)) {
      return new SutException(
          FailureKind.PROTOCOL,
          subject(request)
              + "the response is too large; reading stopped after "
              + arrived
              + " bytes",
          "No transcript is that long: see what the server sends, or raise max_response_bytes.");
    }
    if (caused(thrown, TimedBody.SentTwiceException.class)) {
      return new SutException(
          FailureKind.CONNECTION,
          subject(request)
              + "the server closed the connection without a response; the request was not sent again",
          "See the server's log; connection: new avoids kept connections that the server has closed.");
    }
    if (caused(thrown, HttpConnectTimeoutException.class)) {
      return new SutException(
          FailureKind.TIMEOUT,
          subject(request) + "no connection within the connect deadline",
          "Check the address and firewalls, or raise connect_timeout_s.");
    }
    if (caused(thrown, SSLException.class)) {
      return new SutException(
          FailureKind.CONNECTION,
          subject(request) + "TLS failed: " + reason(thrown),
          "Check the server's certificate; if its authority is your own, set ca_file to it.");
    }
    if (caused(thrown, UnresolvedAddressException.class)) {
      return new SutException(
          FailureKind.CONNECTION,
          subject(request) + "the host name is unknown",
          "Check the option url and DNS.");
    }
    if (thrown instanceof ConnectException) {
      return new SutException(
          FailureKind.CONNECTION,
          subject(request) + "no connection: " + reason(thrown),
          "Start the server, or correct the option url.");
    }
    return new SutException(
        FailureKind.CONNECTION,
        subject(request) + "the connection broke " + stage(times, arrived) + ": " + reason(thrown),
        "See the server's log: it may have crashed or run out of memory.");
  }

  /** The deadline passed. */
  SutException late(ServerRequest request, ExchangeTimes times, int arrived) {
    return new SutException(
        FailureKind.TIMEOUT,
        subject(request)
            + "no complete response within "
            + String.format(Locale.ROOT, "%.3f", request.deadline().toNanos() / NANOS_PER_SECOND)
            + " s; the deadline passed "
            + stage(times, arrived),
        "Find out why it is slow, or raise the deadline (response_timeout_s, load_timeout_s).");
  }

  /** The caller's thread was interrupted. */
  SutException interrupted(ServerRequest request) {
    return new SutException(
        FailureKind.CONNECTION, subject(request) + "the call was interrupted", "");
  }

  /** Returns how messages about a request begin. */
  String subject(ServerRequest request) {
    return "http: " + request + " of " + url.authority() + ": ";
  }

  private static String stage(ExchangeTimes times, int arrived) {
    if (times.hasAnswer()) {
      return "in the middle of the response, after " + arrived + " bytes of its body";
    }
    if (times.hasUploaded()) {
      return "after the request was sent, before a response began";
    }
    return times.hasConnected() ? "while the request was sent" : "before the request could be sent";
  }

  private static boolean caused(Throwable thrown, Class<? extends Throwable> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  private String reason(Throwable thrown) {
    Throwable innermost = thrown;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    String name = innermost.getClass().getSimpleName();
    // Scrubbed before it is cut, or half of a key could be left.
    return message == null ? name : name + " (" + Quoted.start(scrub.apply(message)) + ")";
  }
}
