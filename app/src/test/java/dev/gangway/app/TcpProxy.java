package dev.gangway.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A way to a server on this machine that can be cut and mended, or made slow and unsteady: the server itself goes on. */
final class TcpProxy implements AutoCloseable {
    private static final int PIECE = 8192;

    private final int target;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean cut;
    private volatile Duration latency = Duration.ZERO;

    TcpProxy(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Breaks every connection and lets no new one come about. */
    void cut() {
        cut = true;
        open.forEach(TcpProxy::close);
    }

    void mend() {
        cut = false;
    }

    /** Breaks every connection wherever it is, in a statement or before the answer to a commit; the next ones come about. */
    void breakConnections() {
        open.forEach(TcpProxy::close);
    }

    /** Lets everything that is sent arrive so much later. */
    void delay(Duration time) {
        latency = time;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (cut) {
                    close(client);
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // The door was closed, or the server is not there: the client sees a closed connection.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        open.add(client);
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(server);
        threads.execute(() -> pump(client, server));
        threads.execute(() -> pump(server, client));
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                if (closed.await(latency.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                out.write(piece, 0, read);
            }
        } catch (IOException e) {
            // Cut, or one side has closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        door.close();
        open.forEach(TcpProxy::close);
        threads.shutdownNow();
    }
}
