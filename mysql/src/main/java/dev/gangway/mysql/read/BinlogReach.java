package dev.gangway.mysql.read;

import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.inspect.ServerSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How much of a source's binlog lies before and after a place in it.
 *
 * @param oldestFile the first file that the server still has
 * @param filesBefore files from there up to the place's own
 * @param bytesAfter what is to be read from the place to the end
 * @param keptHours how long the server keeps a file; 0 for ever
 */
public record BinlogReach(
        String file, long offset, String oldestFile, int filesBefore, long bytesAfter, long keptHours) {

    /** Asks the server; empty when it does not tell, or has the place no longer. */
    public static Optional<BinlogReach> of(Database source, String file, long offset) {
        try (Connection connection = source.open();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW BINARY LOGS")) {
            String oldest = "";
            int before = 0;
            long after = -1;
            while (row.next()) {
                String name = row.getString(1);
                oldest = oldest.isEmpty() ? name : oldest;
                if (name.equals(file)) {
                    after = Math.max(0, row.getLong(2) - offset);
                } else if (after >= 0) {
                    after += row.getLong(2);
                } else {
                    before++;
                }
            }
            return after < 0
                    ? Optional.empty()
                    : Optional.of(new BinlogReach(
                            file,
                            offset,
                            oldest,
                            before,
                            after,
                            ServerSettings.of(source).binlogHours()));
        } catch (SQLException e) {
            return Optional.empty(); // a hint that nobody gets; capture itself says what it lacks
        }
    }

    /** One line for a person. */
    public String text() {
        String back = filesBefore == 0
                ? "that is the oldest file the source has"
                : "the source has %,d older %s, from %s on"
                        .formatted(filesBefore, filesBefore == 1 ? "file" : "files", oldestFile);
        String kept =
                keptHours == 0 ? "never deletes files by itself" : "keeps a file for %,d hours".formatted(keptHours);
        return "Capture goes on at %s:%d; %s, %,d kB are to be read, and the server %s"
                .formatted(file, offset, back, bytesAfter / 1000, kept);
    }
}
