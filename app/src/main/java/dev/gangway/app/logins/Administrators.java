package dev.gangway.app.logins;

import dev.gangway.core.plan.MigrationPlan;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Says how many administrators of the source have to be set up anew: the packs leave them behind, as Magento's own tool does,
 * because a role of Magento 1 names rights that Magento 2 does not have.
 */
public final class Administrators {
    private static final String TABLE = "admin_user";

    private final long leftBehind;

    private Administrators(long leftBehind) {
        this.leftBehind = leftBehind;
    }

    /** Asks the source; none where the rules carry them. */
    public static Administrators read(Database source, MigrationPlan plan) {
        boolean carried = !plan.routes(TABLE).isEmpty();
        return new Administrators(carried || !plan.source().has(TABLE) ? 0 : count(source));
    }

    private static long count(Database source) {
        String query = "SELECT COUNT(*) FROM " + Identifiers.quote(source.table(TABLE));
        try (Connection connection = source.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw SqlErrors.translate(e, source.config(), "counting administrators");
        }
    }

    public long leftBehind() {
        return leftBehind;
    }

    /** What a person has to know, in one sentence; nothing when nobody is left behind. */
    public List<String> warning() {
        return leftBehind == 0
                ? List.of()
                : List.of(("%,d administrators of Magento 1 are not carried over and Magento 2 keeps its own:"
                                + " set them up anew there (bin/magento admin:user:create), with their roles")
                        .formatted(leftBehind));
    }
}
