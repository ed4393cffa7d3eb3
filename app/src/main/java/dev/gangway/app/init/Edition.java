package dev.gangway.app.init;

/** The two editions, named as the packs' folders name them. */
enum Edition {
    OPENSOURCE("Magento Open Source"),
    COMMERCE("Magento Commerce");

    private final String title;

    Edition(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
