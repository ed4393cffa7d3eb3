package dev.gangway.embedded;

import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.embedded.process.Command;
import dev.gangway.embedded.process.Folders;
import dev.gangway.embedded.store.PackageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the initialised data folder of a server version once and keeps it beside the packages: copying it takes a fraction
 * of the up to twelve seconds that initialising takes. It holds the one account that may log in over TCP.
 */
final class DataTemplate {
    /** Part of the folder's name: raise it when the content changes. */
    private static final String REVISION = "r1";

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String NO_STRANGERS =
            "DELETE FROM mysql.global_priv WHERE User = '' OR (User = 'root' AND Host <> 'localhost');";
    private static final String CREATE_USER = "CREATE USER '%s'@'%%' IDENTIFIED BY '%s';";
    private static final String GRANT = "GRANT ALL PRIVILEGES ON *.* TO '%s'@'%%' WITH GRANT OPTION;";

    private final DatabaseFlavor flavor;
    private final Path tree;
    private final Map<String, String> environment;

    DataTemplate(DatabaseFlavor flavor, Path tree, Map<String, String> environment) {
        this.flavor = flavor;
        this.tree = tree;
        this.environment = environment;
    }

    /** Copies the template, making it first when needed, to a data folder that does not exist yet. */
    void copyTo(PackageStore store, Path data) {
        String name = flavor.serverPackage().folderName() + "-data-" + REVISION;
        Folders.copy(store.prepare(name, this::fill), data);
    }

    private void fill(Path data) {
        Path work = Folders.createTemporary("gangway-init-");
        try {
            switch (flavor) {
                case MARIADB_11_4 -> installMariaDb(data, work);
                case MARIADB_10_11, MARIADB_11_8 -> bootstrapMariaDb(data, work);
                case MYSQL_5_6 -> bootstrapMySql56(data, work);
                case MYSQL_5_7, MYSQL_8_0, MYSQL_9 -> initialiseMySql(data, work);
            }
            // Holds the server's UUID, which must differ between servers.
            Files.deleteIfExists(data.resolve("auto.cnf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Folders.delete(work);
        }
    }

    private void installMariaDb(Path data, Path work) throws IOException {
        Path script = write(work, NO_STRANGERS, "FLUSH PRIVILEGES;", createUser(), grant());
        List<String> words = new ArrayList<>();
        words.add(tree.resolve("scripts/mariadb-install-db").toString());
        words.addAll(common(data));
        words.addAll(List.of("--auth-root-authentication-method=normal", "--skip-test-db", "--extra-file=" + script));
        run(Command.of(work, words));
    }

    /** What the install script does, which needs programs of other packages: the server reads the tables' definitions itself. */
    private void bootstrapMariaDb(Path data, Path work) throws IOException {
        Files.createDirectories(data.resolve("mysql"));
        Path definitions = OptionFile.messages(flavor.base(tree));
        var script =
                new StringBuilder("CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\nSET @auth_root_socket = NULL;\n");
        for (String kind : List.of("_system_tables", "_performance_tables", "_system_tables_data", "_sys_schema")) {
            script.append(Files.readString(firstOf(definitions, kind + ".sql"))).append('\n');
        }
        String own = String.join("\n", NO_STRANGERS, "FLUSH PRIVILEGES;", createUser(), grant());
        List<String> words = new ArrayList<>(List.of(flavor.program(tree).toString()));
        words.addAll(common(data));
        words.addAll(List.of("--bootstrap", "--log-warnings=0", "--max-allowed-packet=8M"));
        run(Command.of(work, words).withInput(write(work, script.append(own).toString())));
    }

    /** Called after the product, which had another name before. */
    private static Path firstOf(Path folder, String suffix) throws IOException {
        for (String product : List.of("mariadb", "mysql")) {
            if (Files.exists(folder.resolve(product + suffix))) {
                return folder.resolve(product + suffix);
            }
        }
        throw new IOException(folder + " has no definitions of the system tables (" + suffix + ")");
    }

    private void initialiseMySql(Path data, Path work) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(flavor.program(tree).toString());
        words.addAll(common(data));
        words.addAll(List.of("--initialize-insecure", "--init-file=" + write(work, createUser(), grant())));
        run(Command.of(work, words));
    }

    /** The package brings ready-made system tables; bootstrap mode knows grants only after they were loaded. */
    private void bootstrapMySql56(Path data, Path work) throws IOException {
        Folders.copy(tree.resolve("data/mysql"), data);
        List<String> words = new ArrayList<>();
        words.add(tree.resolve("mysqld").toString());
        words.addAll(common(data));
        words.addAll(List.of("--bootstrap", "--lc-messages-dir=" + tree.resolve("share")));
        Path script =
                write(work, "DELETE FROM mysql.user WHERE User = '';", "FLUSH PRIVILEGES;", createUser(), grant());
        run(Command.of(work, words).withInput(script));
    }

    private List<String> common(Path data) {
        List<String> words =
                new ArrayList<>(List.of("--no-defaults", "--basedir=" + flavor.base(tree), "--datadir=" + data));
        if (flavor.isOfDebian()) {
            OptionFile.folders(flavor.base(tree)).forEach(folder -> words.add("--" + folder));
            words.add("--secure-file-priv=");
        }
        if (OptionFile.runsAsRoot()) {
            words.add("--user=root");
        }
        return words;
    }

    private void run(Command command) {
        Command prepared = command;
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            prepared = prepared.withEnvironment(variable.getKey(), variable.getValue());
        }
        Command.Result result = prepared.run(LIMIT);
        if (!result.isSuccess()) {
            throw new MigrationException(
                    ErrorCode.SERVER_START_FAILED,
                    flavor.title() + " could not initialise a data folder, " + result.summary());
        }
    }

    private static Path write(Path work, String... statements) throws IOException {
        return Files.write(work.resolve("init.sql"), List.of(statements));
    }

    private static String createUser() {
        return CREATE_USER.formatted(DatabaseServer.USER, DatabaseServer.PASSWORD);
    }

    private static String grant() {
        return GRANT.formatted(DatabaseServer.USER);
    }
}
