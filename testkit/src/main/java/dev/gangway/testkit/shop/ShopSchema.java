package dev.gangway.testkit.shop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of one side of the sample shop, in the order of its facts file. Immutable. */
public final class ShopSchema {
    private final Map<String, ShopTable> tables = new LinkedHashMap<>();

    ShopSchema(List<ShopTable> tables) {
        tables.forEach(table -> this.tables.put(table.name(), table));
    }

    /** Magento 1.9.4: the source. */
    public static ShopSchema magento1() {
        return resource("magento1.schema");
    }

    /** Magento 2.4: the target. */
    public static ShopSchema magento2() {
        return resource("magento2.schema");
    }

    /** Magento Commerce 1.14: the source's tables with those that only Commerce has. */
    public static ShopSchema commerce1() {
        return overlay(magento1(), "commerce1.schema");
    }

    /** Magento Commerce 2.4: the target's tables with those that only Commerce has, and with content staging. */
    public static ShopSchema commerce2() {
        return overlay(magento2(), "commerce2.schema");
    }

    /** Tables that a test describes itself, in the format of the facts files. */
    public static ShopSchema of(String facts) {
        return new SchemaFactsReader("facts").read(facts.lines().toList());
    }

    private static ShopSchema overlay(ShopSchema base, String name) {
        return SchemaOverlay.apply(base, name, Facts.lines(name));
    }

    private static ShopSchema resource(String name) {
        return new SchemaFactsReader(name).read(Facts.lines(name));
    }

    public Collection<ShopTable> tables() {
        return tables.values();
    }

    public boolean has(String name) {
        return tables.containsKey(name);
    }

    public ShopTable table(String name) {
        ShopTable table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("The sample shop has no table " + name);
        }
        return table;
    }

    /** Reads the facts files that lie beside this class. */
    static final class Facts {
        private Facts() {}

        static List<String> lines(String name) {
            try (InputStream in = ShopSchema.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException("Resource " + name + " is missing from the testkit");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
