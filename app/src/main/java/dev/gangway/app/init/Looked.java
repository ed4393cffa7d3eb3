package dev.gangway.app.init;

import dev.gangway.core.schema.Schema;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.inspect.DatabaseSurvey;
import dev.gangway.mysql.inspect.Grants;
import dev.gangway.mysql.inspect.ServerSettings;

/**
 * What was seen of one side.
 *
 * @param database opened with the prefix that was found
 * @param schema names without prefix
 * @param survey names with prefix
 */
record Looked(
        Database database, Schema schema, DatabaseSurvey survey, ServerSettings server, Grants grants, Shop shop) {

    String schemaName() {
        return database.config().name();
    }
}
