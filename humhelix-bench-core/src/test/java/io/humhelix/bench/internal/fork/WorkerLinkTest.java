package io.humhelix.bench.internal.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.fork.WorkerLink.Event;
import io.humhelix.bench.internal.wire.Channel;
import io.humhelix.bench.internal.wire.Message;
import io.humhelix.bench.internal.wire.Reply;
import io.humhelix.bench.internal.wire.Request;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may talk to the harness. */
class WorkerLinkTest {

  private WorkerLink link;

  @BeforeEach
  void open() throws IOException {
    link = WorkerLink.open("test");
  }

  @AfterEach
  void close() throws IOException {
    link.close();
  }

  private Event next() throws InterruptedException {
    return link.poll(TimeUnit.MINUTES.toNanos(1)).orElseThrow();
  }

  private Socket connect() throws IOException {
    return new Socket(link.address(), link.port());
  }

  private static Channel hello(Socket socket, int version, String token) throws IOException {
    Channel channel = new Channel(socket.getInputStream(), socket.getOutputStream());
    channel.send(new Reply.Hello(version, token, 1));
    return channel;
  }

  @Test
  void theTokenHas128Bits() {
    assertTrue(link.token().matches("[0-9a-f]{32}"));
  }

  @Test
  void strangersAreSentAwayAndTheWorkerIsStillWaitedFor() throws Exception {
    try (Socket stranger = connect()) {
      hello(stranger, Message.VERSION, "0".repeat(32));
      assertEquals(
          "somebody connected with a wrong token",
          assertInstanceOf(Event.Refused.class, next()).reason());
      assertEquals(-1, stranger.getInputStream().read());
    }
    try (Socket browser = connect()) {
      browser.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      assertInstanceOf(Event.Refused.class, next());
    }
    try (Socket silent = connect();
        Socket worker = connect()) {
      assertTrue(silent.isConnected());
      Channel channel = hello(worker, Message.VERSION, link.token());
      assertInstanceOf(Reply.Hello.class, assertInstanceOf(Event.Received.class, next()).reply());
      link.send(new Request.Close());
      assertEquals(new Request.Close(), channel.receive().orElseThrow());
      assertEquals(-1, silent.getInputStream().read());
    }
    assertInstanceOf(Event.Ended.class, next());
  }

  @Test
  void aWorkerMayTakeItsTimeBetweenItsCallAndItsHello() throws Exception {
    try (Socket slow = connect()) {
      // Others come and go meanwhile.
      for (int i = 0; i < 3; i++) {
        try (Socket stranger = connect()) {
          hello(stranger, Message.VERSION, "0".repeat(32));
          assertInstanceOf(Event.Refused.class, next());
        }
      }
      hello(slow, Message.VERSION, link.token());
      assertInstanceOf(Event.Received.class, next());
    }
  }

  @Test
  void anEndBeforeAnyWorkerEndsTheWaiting() throws Exception {
    try (Socket silent = connect()) {
      assertTrue(silent.isConnected());
      link.close();
      assertInstanceOf(Event.Ended.class, next());
    }
  }

  @Test
  void anotherVersionIsRefusedByName() throws Exception {
    try (Socket worker = connect()) {
      hello(worker, Message.VERSION + 1, link.token());
      assertEquals(
          "the worker speaks version " + (Message.VERSION + 1) + ", not " + Message.VERSION,
          assertInstanceOf(Event.Refused.class, next()).reason());
    }
  }

  /** A queue that has no room for anything but greetings. */
  private static final class Full extends LinkedBlockingQueue<Event> {
    private static final long serialVersionUID = 1L;
    private final transient Error error;

    private Full(Error error) {
      this.error = error;
    }

    @Override
    public boolean add(Event event) {
      if (event instanceof Event.Received received && received.reply() instanceof Reply.Closed) {
        throw error;
      }
      return super.add(event);
    }
  }

  @Test
  void aReceiverThatDiesOfAFullHeapSaysSoAndMakesRoom() throws Exception {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    Full queue = new Full(error);
    try (WorkerLink full = WorkerLink.open("full", queue);
        Socket worker = new Socket(full.address(), full.port())) {
      Channel channel = hello(worker, Message.VERSION, full.token());
      channel.send(new Reply.AudioRead());
      channel.send(new Reply.Closed(Optional.empty()));
      Event event = soon(full);
      while (!(event instanceof Event.Unread)) {
        event = soon(full);
      }
      assertSame(error, ((Event.Unread) event).thrown());
      assertEquals(0, queue.size());
    }
  }

  @Test
  void whatCameBeforeAnotherErrorIsKept() throws Exception {
    try (WorkerLink full = WorkerLink.open("full", new Full(new StackOverflowError()));
        Socket worker = new Socket(full.address(), full.port())) {
      Channel channel = hello(worker, Message.VERSION, full.token());
      channel.send(new Reply.Closed(Optional.empty()));
      assertInstanceOf(Event.Received.class, soon(full));
      assertInstanceOf(Event.Unread.class, soon(full));
    }
  }

  /** Looks again and again, as the harness does. */
  private static Event soon(WorkerLink link) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    Optional<Event> event = Optional.empty();
    while (event.isEmpty()) {
      assertTrue(System.nanoTime() < deadline, "nothing comes");
      event = link.poll(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return event.get();
  }

  @Test
  void aWorkerThatAsksIsNone() throws Exception {
    try (Socket worker = connect()) {
      hello(worker, Message.VERSION, link.token()).send(new Request.Close());
      next();
      assertInstanceOf(Event.Broken.class, next());
    }
  }
}
