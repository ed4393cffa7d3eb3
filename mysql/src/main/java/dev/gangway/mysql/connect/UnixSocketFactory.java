package dev.gangway.mysql.connect;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.ServerSession;
import com.mysql.cj.protocol.SocketFactory;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Properties;

/** Lets the driver talk through a Unix domain socket; named in the connection's properties, made by the driver. */
public final class UnixSocketFactory implements SocketFactory {
    /** Property that holds the socket's path. */
    public static final String PATH = "gangwaySocketPath";

    private final ChannelSocket socket = new ChannelSocket();

    @Override
    @SuppressWarnings("unchecked")
    public <T extends Closeable> T connect(String host, int port, PropertySet properties, int loginTimeout)
            throws IOException {
        Properties exposed = properties.exposeAsProperties();
        socket.open(exposed.getProperty(PATH, ""));
        return (T) socket;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends Closeable> T performTlsHandshake(
            com.mysql.cj.protocol.SocketConnection connection, ServerSession session) {
        return (T) socket;
    }

    /** A socket over a channel, with just what the driver asks of it. */
    private static final class ChannelSocket extends Socket {
        private final SocketChannel channel;

        ChannelSocket() {
            try {
                channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        void open(String path) throws IOException {
            channel.connect(UnixDomainSocketAddress.of(path));
        }

        @Override
        public InputStream getInputStream() {
            return Channels.newInputStream(channel);
        }

        @Override
        public OutputStream getOutputStream() {
            return Channels.newOutputStream(channel);
        }

        @Override
        public SocketAddress getRemoteSocketAddress() {
            return new java.net.InetSocketAddress("localhost", 0);
        }

        @Override
        public boolean isConnected() {
            return channel.isConnected();
        }

        @Override
        public boolean isClosed() {
            return !channel.isOpen();
        }

        @Override
        public void setSoTimeout(int timeout) {
            // A channel in blocking mode has no read timeout; the server's own timeouts end a dead session.
        }

        @Override
        public int getSoTimeout() {
            return 0;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
