package dev.gangway.embedded;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.process.ChildServer;
import dev.gangway.embedded.process.Folders;
import dev.gangway.embedded.process.FreePorts;
import dev.gangway.embedded.process.ProcessGuard;
import dev.gangway.embedded.process.ServerCommand;
import dev.gangway.embedded.process.ServerControl;
import dev.gangway.embedded.store.AsyncIoLibrary;
import dev.gangway.embedded.store.LoggingPackageListener;
import dev.gangway.embedded.store.PackageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real MySQL or MariaDB server of this JVM's own, for demos and tests: on a free port of 127.0.0.1, in a temporary folder or
 * wherever a {@link ServerSource} has it.
 *
 * <ol>
 *   <li>{@link #restart} keeps port and data, also after {@link #kill}.
 *   <li>{@link #close} ends the server and deletes its data; it is idempotent and takes at most some seconds.
 *   <li>Whatever happens to this JVM, server and data go with it.
 * </ol>
 *
 * <p>Thread-safe.
 */
public final class DatabaseServer implements AutoCloseable {
    static final String USER = "gangway";
    static final String PASSWORD = "gangway";

    private final DatabaseFlavor flavor;
    private final int port;
    private final DatabaseClient client;
    private final ServerControl server;

    private DatabaseServer(DatabaseFlavor flavor, int port, DatabaseClient client, ServerControl server) {
        this.flavor = flavor;
        this.port = port;
        this.client = client;
        this.server = server;
    }

    /**
     * A running server that answers at a port of 127.0.0.1. It has an account {@code gangway} with that password and all
     * privileges, and has the options of an embedded one; the flavour says which of them is like it.
     */
    public static DatabaseServer running(DatabaseFlavor flavor, int port, ServerControl server) {
        return new DatabaseServer(flavor, port, new DatabaseClient(flavor.title(), port), server);
    }

    /** Starts a server from the user's package cache, fetching the package first when needed. */
    public static DatabaseServer start(DatabaseFlavor flavor, ServerOptions options) {
        return start(flavor, options, PackageStore.ofUser(new LoggingPackageListener()));
    }

    /** Starts a server whose package comes from the given store; returns when it answers queries. */
    public static DatabaseServer start(DatabaseFlavor flavor, ServerOptions options, PackageStore store) {
        requireLinux(flavor);
        Path tree = store.folderOf(flavor.serverPackage());
        Map<String, String> environment = environment(flavor, tree, store);
        Path folder = Folders.createTemporary("gangway-db-");
        ProcessGuard.deleteAtExit(folder);
        new DataTemplate(flavor, tree, environment).copyTo(store, folder.resolve("data"));
        int port = FreePorts.next();
        createTemporaryFolder(folder);
        Path optionFile = OptionFile.write(flavor, options, tree, folder, port);
        List<String> words = List.of(flavor.program(tree).toString(), "--defaults-file=" + optionFile);
        ServerCommand command = new ServerCommand(flavor.title(), words, folder, environment, List.of("err.log"));
        DatabaseClient client = new DatabaseClient(flavor.title(), port);
        DatabaseServer server = new DatabaseServer(flavor, port, client, new ChildServer(command, client::answers));
        server.restart();
        return server;
    }

    public DatabaseFlavor flavor() {
        return flavor;
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    /** An account with all privileges that may log in from anywhere. */
    public String user() {
        return USER;
    }

    public String password() {
        return PASSWORD;
    }

    /** URL for Connector/J; an empty database name leaves the database open. */
    public String jdbcUrl(String database) {
        return client.url(database);
    }

    /** A new connection; an empty database name leaves the database open. The caller closes it. */
    public Connection connect(String database) throws SQLException {
        return client.connect(database);
    }

    /** Runs statements one after the other, each committed, in one session without a database. */
    public void execute(String... statements) {
        executeIn("", statements);
    }

    /** Runs statements one after the other, each committed, in one session of the given database. */
    public void executeIn(String database, String... statements) {
        client.execute(database, List.of(statements));
    }

    /** All rows of a query, values as the server's text, SQL NULL as null. */
    public List<List<@Nullable String>> query(String sql) {
        return client.query("", sql);
    }

    /** Creates an empty database with a default character set such as {@code utf8}. */
    public void createDatabase(String name, String charset) {
        execute("CREATE DATABASE `" + name + "` DEFAULT CHARACTER SET " + charset);
    }

    /** Kills the server as with {@code kill -9}. */
    public void kill() {
        server.kill();
    }

    /** Stops the server in an orderly way if it runs, and starts it again on the same port with the same data. */
    public void restart() {
        server.restart();
    }

    public boolean isRunning() {
        return server.isRunning();
    }

    @Override
    public void close() {
        server.discard();
    }

    private static void requireLinux(DatabaseFlavor flavor) {
        String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        if (!system.equals("Linux on amd64")) {
            throw new MigrationException(
                    ErrorCode.PACKAGE_UNAVAILABLE,
                    "There is no package of " + flavor.title() + " for " + system
                            + ", only for Linux on amd64. Use database servers of your own, or docker-compose.yml.");
        }
    }

    private static Map<String, String> environment(DatabaseFlavor flavor, Path tree, PackageStore store) {
        return switch (flavor) {
            case MARIADB_11_4, MARIADB_10_11, MARIADB_11_8, MYSQL_9 -> Map.of();
            // This package brings its own libaio.
            case MYSQL_5_6 -> Map.of("LD_LIBRARY_PATH", tree.toString());
            case MYSQL_5_7, MYSQL_8_0 ->
                AsyncIoLibrary.folder(store)
                        .map(library -> Map.of("LD_LIBRARY_PATH", library.toString()))
                        .orElse(Map.of());
        };
    }

    private static void createTemporaryFolder(Path folder) {
        try {
            Files.createDirectories(folder.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
