package dev.gangway.core.handler;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds a handler by name, runs it on one row and shows what it did. */
public final class HandlerFixture implements HandlerEnvironment, HandlerContext {
    private static final HandlerRegistry REGISTRY = HandlerRegistry.load();

    private final HandlerFactory factory;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private final Map<String, String> classes = new LinkedHashMap<>();
    private final Map<String, String> columnTypes = new LinkedHashMap<>();
    private final Map<String, String> documents = new LinkedHashMap<>();
    private final List<Table> targetTables = new ArrayList<>();
    private final List<Table> sourceTables = new ArrayList<>();
    private final FakeLookups lookups = new FakeLookups();
    public final List<String> warnings = new ArrayList<>();
    public final List<Map<String, @Nullable Object>> emitted = new ArrayList<>();
    public final List<String> emittedTables = new ArrayList<>();
    private Compatibility compatibility = Compatibility.CORRECT;
    private String document = "some_table";
    private String field = "value";
    private Instant now = Instant.parse("2024-06-15T12:00:00Z");

    private HandlerFixture(HandlerFactory factory) {
        this.factory = factory;
    }

    public static HandlerFixture handler(String name) {
        return handler(REGISTRY.find(name).orElseThrow());
    }

    /** A handler that rules cannot name. */
    public static HandlerFixture handler(HandlerFactory factory) {
        return new HandlerFixture(factory);
    }

    public HandlerFixture param(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    public HandlerFixture option(String option, String value) {
        options.put(option, value);
        return this;
    }

    public HandlerFixture mapped(String from, String to) {
        classes.put(from, to);
        return this;
    }

    public HandlerFixture withDocument(String from, String to) {
        documents.put(from, to);
        return this;
    }

    public HandlerFixture column(String column, String type) {
        columnTypes.put(column, type);
        return this;
    }

    public HandlerFixture targetTable(String table, String... columns) {
        targetTables.add(table(table, columns));
        return this;
    }

    public HandlerFixture sourceTable(String table, String... columns) {
        sourceTables.add(table(table, columns));
        return this;
    }

    /** Adds a row to a source table that look-ups see; values are in pairs with column names. */
    public HandlerFixture source(String table, @Nullable Object... fields) {
        lookups.add(table, row(table, fields));
        return this;
    }

    public HandlerFixture strict() {
        compatibility = Compatibility.STRICT;
        return this;
    }

    public HandlerFixture strict(boolean strict) {
        compatibility = strict ? Compatibility.STRICT : Compatibility.CORRECT;
        return this;
    }

    public HandlerFixture on(String table, String boundField) {
        document = table;
        field = boundField;
        return this;
    }

    public HandlerFixture at(String instant) {
        now = Instant.parse(instant);
        return this;
    }

    public Handler create() {
        return factory.create(new HandlerBinding(Side.SOURCE, boundTable(), field, parameters, this));
    }

    /** Runs the handler on a row that has only the bound field, and gives the field's new value. */
    public @Nullable Object apply(@Nullable Object value) {
        return applyTo(field, value).get(field);
    }

    /** Runs the handler on a row of the given fields (names and values in pairs) and gives the row. */
    public Row applyTo(@Nullable Object... fields) {
        Row row = row(document, fields);
        create().handle(row, row, this);
        return row;
    }

    public Row applyWithOpposite(Row row, Row opposite) {
        create().handle(row, opposite, this);
        return row;
    }

    public static Row row(String document, @Nullable Object... fields) {
        var names = new ArrayList<String>();
        var values = new ArrayList<@Nullable Object>();
        for (int i = 0; i < fields.length; i += 2) {
            names.add(String.valueOf(fields[i]));
            values.add(fields[i + 1]);
        }
        return Row.full(new Layout(document, names), values.toArray());
    }

    public FakeLookups fakeLookups() {
        return lookups;
    }

    private Table boundTable() {
        var columns = new ArrayList<Column>();
        columnTypes.forEach((column, type) -> columns.add(new Column(column, type, true, null, false, false, null)));
        if (!columnTypes.containsKey(field)) {
            columns.add(new Column(field, "text", true, null, false, false, "utf8"));
        }
        return new Table(document, columns, List.of(), List.of(), List.of(), "InnoDB", false, 0);
    }

    private static Table table(String name, String... columns) {
        var all = new ArrayList<Column>();
        for (String column : columns) {
            all.add(new Column(column, "int(11)", false, null, false, false, null));
        }
        return new Table(name, all, List.of(), List.of(), List.of(), "InnoDB", false, 0);
    }

    @Override
    public Compatibility compatibility() {
        return compatibility;
    }

    @Override
    public Optional<String> option(String option) {
        return Optional.ofNullable(options.get(option));
    }

    @Override
    public Map<String, String> classMap() {
        return classes;
    }

    @Override
    public Schema sourceSchema() {
        return new Schema(sourceTables);
    }

    @Override
    public Schema targetSchema() {
        return new Schema(targetTables);
    }

    @Override
    public Optional<String> mappedDocument(String sourceDocument) {
        return Optional.ofNullable(documents.get(sourceDocument));
    }

    @Override
    public Optional<String> mappedDocument(String mapFileOption, String sourceDocument) {
        return Optional.ofNullable(documents.get(mapFileOption + "/" + sourceDocument));
    }

    @Override
    public Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    @Override
    public Lookups lookups() {
        return lookups;
    }

    @Override
    public void emit(String targetTable, Map<String, @Nullable Object> fields) {
        emittedTables.add(targetTable);
        emitted.add(fields);
    }

    @Override
    public void warn(String warnedField, String reason) {
        warnings.add(warnedField + ": " + reason);
    }
}
