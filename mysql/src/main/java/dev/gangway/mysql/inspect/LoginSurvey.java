package dev.gangway.mysql.inspect;

import dev.gangway.core.login.HashKind;
import dev.gangway.core.schema.Schema;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks at the customers of a Magento 1: how many have a password of which kind, and who they are. Reads no password. */
public final class LoginSurvey {
    private static final List<String> TABLES =
            List.of("customer_entity", "customer_entity_varchar", "eav_attribute", "eav_entity_type", "core_website");

    private final Database source;

    /** One customer; {@code website} is its code, empty when the customer belongs to none. */
    public record Login(long id, String website, String email, HashKind kind) {}

    public LoginSurvey(Database source) {
        this.source = source;
    }

    /** True when the source has the tables that customers are read from. */
    public static boolean isPossible(Schema source) {
        return TABLES.stream().allMatch(source::has);
    }

    /** Customers by the kind of their password; every kind is there. */
    public Map<HashKind, Long> counts() {
        Map<HashKind, Long> counts = new EnumMap<>(HashKind.class);
        for (HashKind kind : HashKind.values()) {
            counts.put(kind, 0L);
        }
        String query = "SELECT k.kind, COUNT(*) FROM (SELECT " + HashSql.word("v.value") + " AS kind" + customers()
                + ") k GROUP BY k.kind";
        return run("counting customers by their passwords", query, row -> {
            while (row.next()) {
                counts.put(kind(row.getString(1)), row.getLong(2));
            }
            return counts;
        });
    }

    /** Customers with passwords of these kinds, by id. */
    public List<Login> list(Collection<HashKind> kinds) {
        if (kinds.isEmpty()) {
            return List.of();
        }
        String words =
                kinds.stream().map(kind -> Identifiers.literal(kind.word())).collect(Collectors.joining(", "));
        String query = "SELECT k.* FROM (SELECT c.entity_id, w.code, c.email, " + HashSql.word("v.value") + " AS kind"
                + customers() + ") k WHERE k.kind IN (" + words + ") ORDER BY k.entity_id";
        return run("listing customers by their passwords", query, row -> {
            var logins = new ArrayList<Login>();
            while (row.next()) {
                logins.add(new Login(row.getLong(1), text(row, 2), text(row, 3), kind(row.getString(4))));
            }
            return logins;
        });
    }

    private String customers() {
        String attribute = "(SELECT MIN(a.attribute_id) FROM " + table("eav_attribute") + " a JOIN "
                + table("eav_entity_type") + " t ON t.entity_type_id = a.entity_type_id"
                + " WHERE t.entity_type_code = 'customer' AND a.attribute_code = 'password_hash')";
        return " FROM " + table("customer_entity") + " c LEFT JOIN " + table("core_website")
                + " w ON w.website_id = c.website_id LEFT JOIN " + table("customer_entity_varchar")
                + " v ON v.entity_id = c.entity_id AND v.attribute_id = " + attribute;
    }

    private String table(String name) {
        return Identifiers.quote(source.table(name));
    }

    private static HashKind kind(String word) {
        return HashKind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> T run(String action, String query, Reading<T> reading) {
        try (Connection connection = source.open();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return reading.of(row);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), action);
        }
    }
}
