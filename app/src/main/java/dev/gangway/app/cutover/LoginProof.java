package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Customers whose passwords a person knows can log in to the new shop. Says line numbers, never an address or a password. */
final class LoginProof implements Stage {
    private final Database target;
    private final Optional<Path> file;
    private final Journal journal;

    /** {@code file}: an address and a password a line, with a blank, tab or comma between. */
    LoginProof(Database target, Optional<Path> file, Journal journal) {
        this.target = target;
        this.file = file;
        this.journal = journal;
    }

    @Override
    public StageName name() {
        return StageName.LOGINS;
    }

    @Override
    public List<String> plan() {
        return file.map(path -> List.of("verify the logins of " + path + " by Magento 2's rules"))
                .orElse(List.of("nothing: no sample of logins was given with --logins FILE"));
    }

    /** One line of the file. */
    record Login(int line, String email, String password) {
        @Override
        public String toString() {
            return "line " + line;
        }
    }

    /**
     * Reads the file.
     *
     * @throws MigrationException CONFIG_FILE_MISSING or CONFIG_INVALID with the number of the line
     */
    static List<Login> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new MigrationException(
                    ErrorCode.CONFIG_FILE_MISSING,
                    "The file of logins \"" + file + "\" cannot be read; check its name",
                    e);
        }
        var logins = new ArrayList<Login>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.strip().split("[\\t ,]", 2);
            if (parts.length < 2 || parts[1].isEmpty()) {
                throw new MigrationException(
                        ErrorCode.CONFIG_INVALID,
                        file + ":" + (i + 1) + ": write an address, a blank and the password");
            }
            logins.add(new Login(i + 1, parts[0], parts[1]));
        }
        return logins;
    }

    @Override
    public void run(Deadline deadline) {
        if (file.isEmpty()) {
            journal.say("logins: no sample was given");
            return;
        }
        var wrong = new ArrayList<String>();
        int right = 0;
        int untested = 0;
        List<Login> logins = read(file.get());
        for (Login login : logins) {
            deadline.require("logins were verified");
            PasswordRule.Verdict verdict = verdict(login);
            if (verdict == PasswordRule.Verdict.RIGHT) {
                right++;
            } else if (verdict == PasswordRule.Verdict.UNTESTED) {
                untested++;
            } else {
                wrong.add(login + " ("
                        + (verdict == PasswordRule.Verdict.UNUSABLE
                                ? "unknown form or no such customer"
                                : "other password")
                        + ")");
            }
        }
        if (!wrong.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.DIFFERENCES_FOUND,
                    "%,d of %,d logins of %s would not be let in by Magento 2: %s; check the option upgrade_customer_password_hash, and the file"
                            .formatted(wrong.size(), logins.size(), file.get(), String.join(", ", wrong)));
        }
        journal.say("logins: %,d of %,d are right, %,d are of a kind that cannot be verified here"
                .formatted(right, logins.size(), untested));
        journal.fact("loginsRight", right);
        journal.fact("loginsUntested", untested);
    }

    /** The best verdict over the websites on which the address is registered. */
    private PasswordRule.Verdict verdict(Login login) {
        var best = PasswordRule.Verdict.UNUSABLE;
        String sql =
                "SELECT password_hash FROM " + Identifiers.quote(target.table("customer_entity")) + " WHERE email = ?";
        try (Connection connection = target.open();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, login.email());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String stored = row.getString(1);
                    var verdict = PasswordRule.check(login.password(), stored == null ? "" : stored);
                    best = verdict.compareTo(best) < 0 ? verdict : best;
                }
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, target.config(), "verifying logins");
        }
        return best;
    }
}
