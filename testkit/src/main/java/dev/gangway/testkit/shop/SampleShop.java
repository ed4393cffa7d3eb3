package dev.gangway.testkit.shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;

/**
 * Makes a shop to migrate: the tables of Magento 1.9.4 that matter, filled from a seed, and an empty Magento 2.4 beside it. Equal
 * size and seed give equal rows on every server. The connection's current database must be empty; the session's settings are
 * changed and stay so.
 */
public final class SampleShop {
    private final ShopSize size;
    private final long seed;
    private final String prefix;
    private final boolean commerce;

    public SampleShop(ShopSize size, long seed) {
        this(size, seed, "");
    }

    public SampleShop(ShopSize size, long seed, String prefix) {
        this(size, seed, prefix, false);
    }

    /** A shop of the commerce edition: 1.14 on the source, 2.4 on the target. */
    public static SampleShop ofCommerce(ShopSize size, long seed) {
        return new SampleShop(size, seed, "", true);
    }

    private SampleShop(ShopSize size, long seed, String prefix, boolean commerce) {
        this.size = size;
        this.seed = seed;
        this.prefix = prefix;
        this.commerce = commerce;
    }

    /** Creates and fills the Magento 1 side; returns the rows written by table. */
    public Map<String, Long> createSource(Connection connection) throws SQLException {
        ShopContext shop = prepare(connection, commerce ? ShopSchema.commerce1() : ShopSchema.magento1());
        new StoreSection(shop).write();
        new EavSection(shop, false).write();
        new CategorySection(shop).write();
        new ProductSection(shop).write();
        new CustomerSection(shop).write();
        new OrderSection(shop).write();
        new RuleSection(shop).write();
        new ContentSection(shop).write();
        if (commerce) {
            new CommerceSection(shop).writeSource();
        }
        return finish(connection, shop);
    }

    /** Creates the Magento 2 side with the rows of a fresh installation. */
    public Map<String, Long> createTarget(Connection connection) throws SQLException {
        ShopContext shop = prepare(connection, commerce ? ShopSchema.commerce2() : ShopSchema.magento2());
        new TargetSection(shop).write();
        if (commerce) {
            new CommerceSection(shop).writeTarget();
        }
        return finish(connection, shop);
    }

    private ShopContext prepare(Connection connection, ShopSchema schema) throws SQLException {
        var sql = new SchemaSql(prefix);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00', foreign_key_checks = 0,"
                            + " unique_checks = 0");
            for (ShopTable table : schema.tables()) {
                statement.execute(sql.create(table));
            }
        }
        connection.setAutoCommit(false);
        var random = new Random(seed);
        var filler = new ValueFiller(random);
        return new ShopContext(
                new RowWriter(schema, filler, connection, prefix), random, filler, Attributes.load(), size);
    }

    private static Map<String, Long> finish(Connection connection, ShopContext shop) throws SQLException {
        Map<String, Long> counts = shop.rows().finish();
        connection.commit();
        connection.setAutoCommit(true);
        return counts;
    }
}
