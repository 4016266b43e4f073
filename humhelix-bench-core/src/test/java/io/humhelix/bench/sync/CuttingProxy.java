package io.humhelix.bench.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A way to a server on loopback that can be cut after so many bytes from it, once. */
final class CuttingProxy implements AutoCloseable {

  private final ServerSocket listening;
  private final int port;
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

  CuttingProxy(int port) throws IOException {
    this.port = port;
    listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  void cutAfter(long bytes) {
    left.set(bytes);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        start(() -> copy(client, server, new AtomicLong(Long.MAX_VALUE)));
        start(() -> copy(server, client, left));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void copy(Socket from, Socket to, AtomicLong allowed) {
    byte[] chunk = new byte[4096];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (allowed.addAndGet(-n) < 0) {
          // The next connection is whole.
          left.set(Long.MAX_VALUE);
          return;
        }
        out.write(chunk, 0, n);
      }
    } catch (IOException e) {
      // The other side closed.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
