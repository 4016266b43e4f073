package io.humhelix.bench.internal.fork;

import io.humhelix.bench.internal.wire.Channel;
import io.humhelix.bench.internal.wire.Message;
import io.humhelix.bench.internal.wire.ProtocolException;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.internal.wire.Request;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The connection to one worker, over the loopback interface. Whoever connects must send the token
 * first; others are refused, and the link keeps waiting for the worker. Separate threads read and
 * write, so that a worker that hangs can be given up.
 */
final class WorkerLink implements AutoCloseable {

  /** What happened on the connection. */
  sealed interface Event {

    /** A message. */
    record Received(Reply reply) implements Event {}

    /** An orderly end of the connection. */
    record Ended() implements Event {}

    /** Invalid data, or an end in the middle of a message. */
    record Broken(String reason, boolean withinFrame) implements Event {}

    /** A caller without the token, or of another version, was refused. */
    record Refused(String reason) implements Event {}

    /** The harness itself failed to read or write; nothing more will come. */
    record Unread(Throwable thrown) implements Event {}
  }

  private static final int TOKEN_BYTES = 16;

  private final ServerSocket server;
  private final String name;
  private final String token;
  private final BlockingQueue<Event> events;
  private final ExecutorService sender;

  /** Callers that have not said yet who they are. */
  private final Set<Socket> callers = ConcurrentHashMap.newKeySet();

  private volatile Socket socket;
  private volatile Channel channel;

  /** Not an event, since a full heap may have no room for one. */
  private volatile Throwable failure;

  private WorkerLink(ServerSocket server, String name, BlockingQueue<Event> events) {
    this.server = server;
    this.name = name;
    this.events = events;
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    token = HexFormat.of().formatHex(random);
    sender = Executors.newSingleThreadExecutor(task -> daemon(task, name + "-sender"));
  }

  static WorkerLink open(String name) throws IOException {
    return open(name, new LinkedBlockingQueue<>());
  }

  /** Opens a link that puts events into the given queue. */
  static WorkerLink open(String name, BlockingQueue<Event> events) throws IOException {
    WorkerLink link =
        new WorkerLink(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()), name, events);
    daemon(link::serve, name + "-receiver").start();
    return link;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  String address() {
    return server.getInetAddress().getHostAddress();
  }

  int port() {
    return server.getLocalPort();
  }

  String token() {
    return token;
  }

  private void serve() {
    try {
      admit();
      for (Optional<Message> m = channel.receive(); m.isPresent(); m = channel.receive()) {
        if (!(m.get() instanceof Reply reply) || reply instanceof Reply.Hello) {
          throw new ProtocolException("a worker says " + m.get().getClass().getSimpleName());
        }
        events.add(new Event.Received(reply));
      }
      events.add(new Event.Ended());
    } catch (ProtocolException e) {
      events.add(new Event.Broken(e.getMessage(), e.getCause() instanceof EOFException));
    } catch (IOException e) {
      // Reset by the death of the process, or closed by us.
      events.add(new Event.Ended());
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** Keeps the error, since nobody waits for this thread. */
  private void fail(Throwable thrown) {
    failure = thrown;
    if (thrown instanceof OutOfMemoryError) {
      // Incomplete results take up room that the rest of the run needs.
      events.clear();
    }
  }

  /**
   * Waits for the worker. Callers say hello side by side and in their own time: a worker on a busy
   * machine takes seconds for it, and a stranger who is silent keeps nobody out. How long a worker
   * may take to start is for whoever waits for its events to say.
   */
  private void admit() throws IOException {
    try {
      while (true) {
        Socket caller = server.accept();
        callers.add(caller);
        daemon(() -> greet(caller), name + "-greeter").start();
      }
    } catch (IOException e) {
      // Closed by the greeter of the worker, or by us.
      if (channel == null) {
        throw e;
      }
    } finally {
      sendAway();
    }
  }

  private void sendAway() {
    for (Socket caller : callers) {
      try {
        caller.close();
      } catch (IOException e) {
        // It is gone.
      }
    }
  }

  /** Lets the worker in, and nobody else. */
  private void greet(Socket caller) {
    String reason;
    try {
      caller.setTcpNoDelay(true);
      Channel first = new Channel(caller.getInputStream(), caller.getOutputStream());
      Optional<Message> message = first.receive();
      if (message.isPresent() && message.get() instanceof Reply.Hello hello) {
        boolean known =
            MessageDigest.isEqual(
                hello.token().getBytes(StandardCharsets.UTF_8),
                token.getBytes(StandardCharsets.UTF_8));
        if (known && hello.version() == Message.VERSION && letIn(caller, first, hello)) {
          return;
        }
        reason =
            known
                ? "the worker speaks version " + hello.version() + ", not " + Message.VERSION
                : "somebody connected with a wrong token";
      } else {
        reason = "somebody connected and did not say hello";
      }
    } catch (IOException e) {
      reason = "somebody connected and said nothing that a worker says: " + e.getMessage();
    } catch (Throwable e) {
      fail(e);
      return;
    }
    callers.remove(caller);
    try {
      caller.close();
    } catch (IOException e) {
      // It is gone.
    }
    if (channel == null) {
      events.add(new Event.Refused(reason));
    }
  }

  /** The first one with the token is the worker; false for one that comes later. */
  private synchronized boolean letIn(Socket caller, Channel first, Reply.Hello hello)
      throws IOException {
    if (channel != null) {
      return false;
    }
    callers.remove(caller);
    socket = caller;
    channel = first;
    events.add(new Event.Received(hello));
    server.close();
    return true;
  }

  /** Sends a request without blocking; an error ends the link. */
  void send(Request request) {
    try {
      sender.execute(
          () -> {
            try {
              channel.send(request);
            } catch (IOException e) {
              events.add(
                  e instanceof ProtocolException
                      ? new Event.Broken(e.getMessage(), false)
                      : new Event.Ended());
            } catch (Throwable e) {
              fail(e);
            }
          });
    } catch (RejectedExecutionException e) {
      events.add(new Event.Ended());
    }
  }

  /** Waits for the next event. */
  Optional<Event> poll(long nanos) throws InterruptedException {
    Event event = events.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    Throwable thrown = failure;
    return event == null && thrown != null
        ? Optional.of(new Event.Unread(thrown))
        : Optional.ofNullable(event);
  }

  @Override
  public void close() throws IOException {
    sender.shutdownNow();
    server.close();
    sendAway();
    Socket connected = socket;
    if (connected != null) {
      connected.close();
    }
  }
}
