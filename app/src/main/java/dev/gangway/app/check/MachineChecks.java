package dev.gangway.app.check;

import dev.gangway.app.run.RunFolder;
import dev.gangway.app.wiring.Databases;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Requirement;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.SqlErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** What is asked of this machine, and of its clock beside those of the servers. */
final class MachineChecks {
    private static final long NO_ROOM = 512L << 20;
    private static final long LITTLE_ROOM = 4L << 30;
    private static final Duration APART = Duration.ofSeconds(2);

    private final MigrationConfig config;
    private final Databases databases;

    MachineChecks(MigrationConfig config, Databases databases) {
        this.config = config;
        this.databases = databases;
    }

    /** Room for logs, and for the topics of an embedded broker. */
    CheckItem disk() {
        Path folder = existing(RunFolder.path(config).toAbsolutePath());
        long free;
        try {
            free = Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return CheckItem.warns(
                    Requirement.DISK, "no answer about " + folder + ": " + e, "make the folder readable");
        }
        String text = "%,d MB free in %s".formatted(free >> 20, folder);
        boolean holdsTopics = config.kafka().isEmbedded();
        if (free < NO_ROOM) {
            return CheckItem.fails(Requirement.DISK, text, "make room there, or keep the product on a larger disk");
        }
        return free < LITTLE_ROOM && holdsTopics
                ? CheckItem.warns(
                        Requirement.DISK,
                        text + ", where the embedded broker keeps changes that the target does not have yet",
                        "make room there, or name a Kafka cluster in <kafka>")
                : CheckItem.holds(Requirement.DISK, text);
    }

    private static Path existing(Path folder) {
        Path found = folder;
        while (!Files.exists(found) && found.getParent() != null) {
            found = found.getParent();
        }
        return found;
    }

    /** Delays are told from the source's clock to the target's, seen from here. */
    CheckItem clock() {
        Duration source = ahead(databases.source());
        Duration target = ahead(databases.target());
        Duration apart = source.minus(target).abs();
        Duration most = List.of(source.abs(), target.abs(), apart).stream()
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        String text = "the source's clock is %s, the target's %s".formatted(beside(source), beside(target));
        return most.compareTo(APART) <= 0
                ? CheckItem.holds(Requirement.CLOCK, text)
                : CheckItem.warns(
                        Requirement.CLOCK,
                        text + ": delays are told wrongly by as much, rows are not",
                        "set the clocks by NTP (timedatectl set-ntp true)");
    }

    private static String beside(Duration ahead) {
        return "%+.1f s".formatted(ahead.toMillis() / 1000.0);
    }

    /** How much a server's clock is ahead of this machine's, with the time for the answer divided evenly. */
    private static Duration ahead(Database database) {
        try (Connection connection = database.open();
                var statement = connection.createStatement()) {
            long before = System.currentTimeMillis();
            try (ResultSet row = statement.executeQuery("SELECT UNIX_TIMESTAMP(NOW(3)) * 1000")) {
                row.next();
                long server = (long) row.getDouble(1);
                return Duration.ofMillis(server - (before + System.currentTimeMillis()) / 2);
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, database.config(), "asking for the time");
        }
    }
}
