package dev.gangway.mysql.inspect;

import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Flavor;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an account may do, as {@code SHOW GRANTS} tells it. Grants on single tables or columns count for nothing. Of several
 * schema patterns that match a name servers look at the most specific one only, so they are not added up here either.
 */
public final class Grants {
    private static final Pattern GRANT = Pattern.compile(
            "GRANT (.+?) ON (?:TABLE |PROCEDURE |FUNCTION )?(`(?:[^`]|``)*`|'[^']*'|\\*)\\.(`(?:[^`]|``)*`|\\*) TO .*",
            Pattern.CASE_INSENSITIVE);
    private static final String ALL = "ALL PRIVILEGES";

    /** What a server calls by another name; one is as good as the other. */
    private static final Map<String, String> ALSO = Map.of(
            "REPLICATION CLIENT", "BINLOG MONITOR",
            "REPLICATION SLAVE", "REPLICATION REPLICA");

    /** Privileges in a scope; an empty pattern is every schema. */
    private record Scope(String schemaPattern, Set<String> privileges) {
        boolean covers(String schema) {
            return schemaPattern.isEmpty()
                    || likePattern(schemaPattern).matcher(schema).matches();
        }

        /** How much of the name is spelled out; servers take the entry where it is most. */
        int specificity() {
            for (int i = 0; i < schemaPattern.length(); i++) {
                char c = schemaPattern.charAt(i);
                if (c == '\\') {
                    i++;
                } else if (c == '%' || c == '_') {
                    return i;
                }
            }
            return Integer.MAX_VALUE;
        }

        boolean holds(String privilege) {
            return privileges.contains(ALL)
                    || privileges.contains(privilege)
                    || privileges.contains(ALSO.getOrDefault(privilege, privilege));
        }
    }

    private final List<Scope> scopes = new ArrayList<>();
    private boolean roles;

    private Grants() {}

    /** Reads the grants of the account that is logged in, those of its active roles included where the server tells them. */
    public static Grants of(Database database) {
        var lines = new ArrayList<String>();
        try (Connection connection = database.open();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GRANTS" + activeRoles(connection))) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, database.config(), "reading the user's grants");
        }
        return parse(lines);
    }

    /** MariaDB tells what the current role may do by itself; MySQL wants the roles named. */
    private static String activeRoles(Connection connection) throws SQLException {
        Flavor flavor = Flavor.of(connection);
        if (!flavor.isMySql() || !flavor.isAtLeast(8, 0, 0)) {
            return "";
        }
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CURRENT_ROLE()")) {
            row.next();
            String roles = row.getString(1);
            return roles.equals("NONE") ? "" : " FOR CURRENT_USER() USING " + roles;
        }
    }

    /** Understands the lines of {@code SHOW GRANTS}. */
    public static Grants parse(Collection<String> lines) {
        var grants = new Grants();
        lines.forEach(grants::add);
        return grants;
    }

    private void add(String line) {
        Matcher matcher = GRANT.matcher(line);
        if (!matcher.matches()) {
            roles |= line.startsWith("GRANT ") && !line.contains(" ON ");
            return;
        }
        if (matcher.group(3).equals("*")) {
            String schema = matcher.group(2);
            String pattern = schema.equals("*")
                    ? ""
                    : schema.substring(1, schema.length() - 1).replace("``", "`");
            scopes.add(new Scope(pattern, privileges(matcher.group(1))));
        }
    }

    private static Set<String> privileges(String list) {
        var privileges = new HashSet<String>();
        String withoutColumns = list.replaceAll("\\w+ ?\\([^)]*\\)", "");
        for (String privilege : withoutColumns.split(",", -1)) {
            privileges.add(privilege.strip().toUpperCase(Locale.ROOT));
        }
        if (privileges.remove("ALL")) {
            privileges.add(ALL);
        }
        return privileges;
    }

    private static Pattern likePattern(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                i++;
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
            } else if (c == '%') {
                regex.append(".*");
            } else if (c == '_') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** True when the account may do it everywhere. */
    public boolean hasGlobally(String privilege) {
        return scopes.stream()
                .filter(scope -> scope.schemaPattern().isEmpty())
                .anyMatch(scope -> scope.holds(privilege));
    }

    /** True when the account may do it in the schema. */
    public boolean has(String privilege, String schema) {
        return hasGlobally(privilege)
                || ofSchema(schema).filter(scope -> scope.holds(privilege)).isPresent();
    }

    private Optional<Scope> ofSchema(String schema) {
        return scopes.stream()
                .filter(scope -> !scope.schemaPattern().isEmpty() && scope.covers(schema))
                .max(Comparator.comparingInt(Scope::specificity));
    }

    /**
     * How a GRANT statement should name the schema, quoted: as the grant that is there does, since another pattern would
     * hide that one; else exactly.
     */
    public String pattern(String schema) {
        return Identifiers.quote(ofSchema(schema).map(Scope::schemaPattern).orElseGet(() -> schema.replace("_", "\\_")
                .replace("%", "\\%")));
    }

    /** Those of the privileges that the account lacks in the schema, in the given order. */
    public List<String> missing(List<String> privileges, String schema) {
        return privileges.stream().filter(p -> !has(p, schema)).toList();
    }

    /** Those of the privileges that the account lacks when they can only be given for the whole server. */
    public List<String> missingGlobally(List<String> privileges) {
        return privileges.stream().filter(p -> !hasGlobally(p)).toList();
    }

    /** True when the account has roles: what it lacks may come from one of them. */
    public boolean hasRoles() {
        return roles;
    }
}
