package dev.gangway.testkit.shop;

/** How much the sample shop holds; the rest follows from these. */
public record ShopSize(int categories, int products, int customers, int orders) {

    /** A few thousand of each: what the demo moves. */
    public static final ShopSize DEMO = new ShopSize(120, 2_000, 2_000, 2_000);

    /** A few hundred rows per table at most: what tests move. */
    public static final ShopSize SMALL = new ShopSize(12, 60, 60, 80);

    /** This size times {@code factor}. */
    public ShopSize times(double factor) {
        return new ShopSize(
                scale(categories, factor), scale(products, factor), scale(customers, factor), scale(orders, factor));
    }

    private static int scale(int count, double factor) {
        return Math.max(10, (int) Math.round(count * factor));
    }
}
