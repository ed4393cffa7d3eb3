package dev.gangway.app.logins;

import dev.gangway.app.wiring.NewFiles;
import dev.gangway.mysql.inspect.LoginSurvey.Login;
import java.nio.file.Path;
import java.util.List;

/** Writes customers into a file for the mail program, which only its owner may read: CSV as RFC 4180 has it. */
final class LoginList {
    private static final String HEAD = "id,website,email,kind";

    private LoginList() {}

    static void write(Path file, List<Login> logins) {
        NewFiles.write(file, text(logins), true);
    }

    static String text(List<Login> logins) {
        var text = new StringBuilder(HEAD).append('\n');
        for (Login login : logins) {
            text.append(login.id())
                    .append(',')
                    .append(cell(login.website()))
                    .append(',')
                    .append(cell(login.email()))
                    .append(',')
                    .append(login.kind().word())
                    .append('\n');
        }
        return text.toString();
    }

    /** A cell that a spreadsheet would take for a formula is text. */
    private static String cell(String value) {
        String safe = value.isEmpty() || "=+-@\t\r".indexOf(value.charAt(0)) < 0 ? value : "'" + value;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
