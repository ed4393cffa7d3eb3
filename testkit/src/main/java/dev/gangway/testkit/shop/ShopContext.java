package dev.gangway.testkit.shop;

import java.util.Random;

/** What the parts of the shop share while they write their rows. */
record ShopContext(RowWriter rows, Random random, ValueFiller filler, Attributes attributes, ShopSize size) {
    static final int STORES = 3;
    static final int CATEGORY = 3;
    static final int PRODUCT = 4;
    static final int CUSTOMER = 1;
    static final int ADDRESS = 2;

    int id(int count) {
        return 1 + random.nextInt(count);
    }

    int store() {
        return id(STORES);
    }

    /** The website of a store: stores 1 and 2 belong to the first, store 3 to the second. */
    static int website(int store) {
        return store == 3 ? 2 : 1;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    Words words() {
        return filler.words();
    }

    String price() {
        return random.nextInt(1000) + "." + String.format("%04d", random.nextInt(10_000));
    }
}
