package dev.gangway.embedded.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds TCP ports for servers that may be killed and started again on the same port. The ports lie below the range from
 * which the system takes the local ports of outgoing connections: otherwise a client that keeps knocking on a dead server's
 * port sooner or later connects to itself and occupies it. Thread-safe.
 */
public final class FreePorts {
    private static final int LOWEST = 10_240;
    private static final int USUAL_CLIENT_RANGE = 32_768;
    private static final Path CLIENT_RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int ATTEMPTS = 200;
    private static final int PROBE_MS = 500;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /** A port on 127.0.0.1 that nobody listens on now and that this method has not returned before in this JVM. */
    public static int next() {
        int end = clientRangeStart();
        for (int attempt = 0; attempt < ATTEMPTS && end > LOWEST; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, end);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        return ofSystem();
    }

    /** True when a server on 127.0.0.1 accepts connections on the port. */
    public static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int ofSystem() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read in one piece: the kernel gives this file only once from its beginning. */
    private static int clientRangeStart() {
        try (BufferedReader reader = Files.newBufferedReader(CLIENT_RANGE)) {
            return Integer.parseInt(String.valueOf(reader.readLine()).split("\\s+", 2)[0]);
        } catch (IOException | NumberFormatException e) {
            return USUAL_CLIENT_RANGE;
        }
    }
}
