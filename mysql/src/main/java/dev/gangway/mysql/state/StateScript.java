package dev.gangway.mysql.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A numbered script of the state schema, read from the resources beside this class. */
record StateScript(int version, String text) {
    private static final List<String> FILES = List.of(
            "001-run.sql",
            "002-stream.sql",
            "003-reset.sql",
            "004-names.sql",
            "005-side-rows.sql",
            "006-identity.sql",
            "007-variants.sql",
            "008-reemit.sql",
            "009-diff.sql",
            "010-parked.sql",
            "011-cutover.sql",
            "012-wanted.sql",
            "013-wholes.sql",
            "015-aside.sql",
            "016-lookups.sql",
            "017-processes.sql");
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE IF NOT EXISTS \\$\\{schema}\\.(\\w+)");

    /** All scripts, oldest first. */
    static List<StateScript> all() {
        return FILES.stream()
                .map(file -> new StateScript(Integer.parseInt(file.substring(0, 3)), read(file)))
                .toList();
    }

    List<String> statements(String quotedSchema) {
        String withoutComments = text.replaceAll("(?m)^--.*$", "").replace("${schema}", quotedSchema);
        return Arrays.stream(withoutComments.split(";\\s*(\\n|$)", -1))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** The tables this script creates. */
    List<String> tables() {
        var names = new ArrayList<String>();
        Matcher matcher = TABLE.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static String read(String file) {
        try (InputStream in = StateScript.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("Script " + file + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
