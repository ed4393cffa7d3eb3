package dev.gangway.testkit.shop;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Invents values for the columns that a row's author does not care about, so that every column of the shop holds something:
 * NULLs, zero dates, extremes, all character sets. What it invents fits the column's counterpart on the target too, because the
 * shop is to arrive there whole. One thread at a time.
 */
public final class ValueFiller {
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final long FIRST_SECOND = LocalDateTime.of(2011, 3, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final int SECONDS = 8 * 365 * 86_400;

    private final Map<String, ShopTable> counterparts;
    private final Random random;
    private final Words words;

    public ValueFiller(Random random) {
        this.random = random;
        this.words = new Words(random);
        this.counterparts = ShopSchema.magento2().tables().stream()
                .collect(Collectors.toMap(ShopTable::counterpart, Function.identity()));
    }

    /** A value for the column: null, a String, a Number or a {@code byte[]}. */
    public @Nullable Object value(ShopTable table, ShopColumn column) {
        Optional<ShopColumn> target =
                Optional.ofNullable(counterparts.get(table.name())).flatMap(t -> t.column(column.name()));
        if (table.reference(column.name()).isPresent() || isUnique(table, column)) {
            return neutral(table, column);
        }
        if (column.nullable() && target.map(ShopColumn::nullable).orElse(true) && random.nextInt(3) == 0) {
            return null;
        }
        if (target.isEmpty() && !column.nullable() && column.defaultValue() == null) {
            return random(table, column, column);
        }
        return random(table, column, target.orElse(column));
    }

    private static boolean isUnique(ShopTable table, ShopColumn column) {
        return table.primaryKey().contains(column.name())
                || table.uniqueKeys().stream().anyMatch(key -> key.contains(column.name()));
    }

    private static @Nullable Object neutral(ShopTable table, ShopColumn column) {
        if (column.nullable()) {
            return null;
        }
        if ("0".equals(column.defaultValue()) && column.name().matches("store_id|website_id")) {
            return 0;
        }
        throw new IllegalArgumentException(table.name() + "." + column.name() + " is part of a key: give it a value");
    }

    private Object random(ShopTable table, ShopColumn column, ShopColumn target) {
        boolean alike = column.type().equals(target.type()) && column.unsigned() == target.unsigned();
        return switch (column.baseType()) {
            case "tinyint", "smallint" -> random.nextInt(2);
            case "mediumint", "int", "bigint" -> integer(column, alike && random.nextInt(400) == 0);
            case "decimal" -> decimal(column, alike && random.nextInt(400) == 0);
            case "float", "double" -> random.nextInt(1000) / 8.0;
            case "date" -> random.nextInt(50) == 0 ? "0000-00-00" : dateTime().substring(0, 10);
            case "datetime", "timestamp" -> random.nextInt(50) == 0 ? "0000-00-00 00:00:00" : dateTime();
            case "varchar", "char" -> text(column, Math.min(column.length(), lengthOf(target)), table.charset());
            case "text", "mediumtext", "longtext" -> words.phrase(200, table.charset());
            default -> bytes(Math.min(8, Math.max(4, column.length())));
        };
    }

    private static int lengthOf(ShopColumn column) {
        return column.length() == 0 ? Integer.MAX_VALUE : column.length();
    }

    private String text(ShopColumn column, int length, String charset) {
        return column.name().endsWith("currency_code") ? "EUR" : words.phrase(Math.min(length, 40), charset);
    }

    private Object integer(ShopColumn column, boolean extreme) {
        if (!extreme) {
            return random.nextInt(5000);
        }
        int bits = column.baseType().equals("bigint") ? 64 : column.baseType().equals("int") ? 32 : 24;
        BigInteger top = BigInteger.TWO.pow(column.unsigned() ? bits : bits - 1);
        return column.unsigned() || random.nextBoolean() ? top.subtract(BigInteger.ONE) : top.negate();
    }

    private Object decimal(ShopColumn column, boolean extreme) {
        if (extreme) {
            BigDecimal largest =
                    new BigDecimal(BigInteger.TEN.pow(column.length()).subtract(BigInteger.ONE), column.scale());
            return column.unsigned() || random.nextBoolean() ? largest : largest.negate();
        }
        return new BigDecimal(BigInteger.valueOf(random.nextInt(10_000_000)), Math.min(4, column.scale()));
    }

    private byte[] bytes(int length) {
        byte[] value = new byte[length];
        random.nextBytes(value);
        return value;
    }

    /** A moment in the shop's years, as MySQL prints it. */
    public String dateTime() {
        return LocalDateTime.ofEpochSecond(FIRST_SECOND + random.nextInt(SECONDS), 0, ZoneOffset.UTC)
                .format(DATE_TIME);
    }

    public Words words() {
        return words;
    }
}
