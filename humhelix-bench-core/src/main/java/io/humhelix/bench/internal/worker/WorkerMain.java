package io.humhelix.bench.internal.worker;

import io.humhelix.bench.internal.wire.Channel;
import io.humhelix.bench.internal.wire.Message;
import io.humhelix.bench.internal.wire.Reply;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * The main class of worker processes. Only the harness starts it, and writes to standard input
 * where it listens. Standard output and standard error belong to the system under test.
 */
public final class WorkerMain {

  /** Exit code: the heap ran out, and left no room for a message. */
  public static final int EXIT_OUT_OF_HEAP = 86;

  /** Exit code: the harness is gone. */
  public static final int EXIT_ORPHANED = 87;

  /** Exit code: standard input was not from a harness. */
  public static final int EXIT_NOT_A_WORKER = 88;

  private static volatile Socket connection;

  private WorkerMain() {}

  /** Returns the connection to the harness, for tests in which something else writes to it. */
  public static Socket connection() {
    return connection;
  }

  /**
   * Answers the harness until it asks for the end.
   *
   * @param args none
   */
  public static void main(String[] args) {
    InputStream in = new FileInputStream(FileDescriptor.in);
    // The system under test must not read what the harness writes.
    System.setIn(InputStream.nullInputStream());
    try {
      Bootstrap bootstrap = Bootstrap.read(in);
      Lifeline lifeline = new Lifeline(bootstrap.folder());
      lifeline.watch(in);
      Socket socket = new Socket();
      connection = socket;
      socket.connect(new InetSocketAddress(bootstrap.address(), bootstrap.port()));
      socket.setTcpNoDelay(true);
      Channel channel = new Channel(socket.getInputStream(), socket.getOutputStream());
      channel.send(
          new Reply.Hello(Message.VERSION, bootstrap.token(), ProcessHandle.current().pid()));
      new Worker(channel, lifeline).serve();
      socket.close();
      lifeline.awaitWatchers();
      // Runs shutdown hooks of the system, which may delete an unpacked library.
      System.exit(0);
    } catch (OutOfMemoryError e) {
      Runtime.getRuntime().halt(EXIT_OUT_OF_HEAP);
    } catch (IOException e) {
      System.err.println(
          "humhelix-bench worker: " + e.getMessage() + "; it is started by the harness alone");
      Runtime.getRuntime().halt(EXIT_NOT_A_WORKER);
    }
  }
}
