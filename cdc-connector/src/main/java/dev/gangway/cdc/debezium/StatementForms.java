package dev.gangway.cdc.debezium;

import io.debezium.relational.Table;
import io.debezium.relational.Tables;
import io.debezium.relational.ddl.DdlParser;
import io.debezium.text.MultipleParsingExceptions;
import io.debezium.text.ParsingException;
import java.util.Collection;

/** Tells which statements Debezium's parser reads: it passes over the others with a line in its log. One thread at a time. */
final class StatementForms {
    private final DdlParser parser;

    /**
     * @param parser one of the server's kind, which nobody else uses
     */
    StatementForms(DdlParser parser) {
        this.parser = parser;
    }

    boolean isKnown(String sql, String database, Collection<Table> tables) {
        var copy = new Tables();
        tables.forEach(copy::overwriteTable);
        parser.setCurrentDatabase(database);
        try {
            parser.parse(sql, copy);
            return true;
        } catch (ParsingException | MultipleParsingExceptions e) {
            return false;
        }
    }
}
