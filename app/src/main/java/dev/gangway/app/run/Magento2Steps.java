package dev.gangway.app.run;

import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.OptionName;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left to do in Magento 2 when a command has written to its database, in the order in which one needs the other: the
 * caches keep values that the keys decrypt, the indexer reads settings through the caches, and cron works on the indexes.
 */
public final class Magento2Steps {
    private static final String CACHE = "bin/magento cache:flush";
    private static final String REINDEX = "bin/magento indexer:reindex";

    private Magento2Steps() {}

    /** After a mode of the load; more changes are still to come. */
    public static List<String> after(Mode mode, MigrationConfig config) {
        return mode == Mode.SETTINGS
                ? lines(List.of(key(config), CACHE), List.of())
                : lines(
                        List.of(key(config), CACHE, REINDEX),
                        config.steps(Mode.DELTA).isEmpty()
                                ? List.of()
                                : List.of("Changes since the load began: gangway delta --config " + config.file()
                                        + "; do these steps again when it has ended"));
    }

    /** After the stream has ended. */
    public static List<String> afterStream(MigrationConfig config) {
        String cron =
                "bin/magento cron:install, or start the cron jobs again: not earlier, they work on half-filled tables";
        return lines(List.of(key(config), CACHE, REINDEX, cron), List.of());
    }

    private static List<String> lines(List<String> steps, List<String> rest) {
        var lines = new ArrayList<String>();
        lines.add("Next, on Magento 2's side, in this order:");
        for (int i = 0; i < steps.size(); i++) {
            lines.add("  " + (i + 1) + ". " + steps.get(i));
        }
        lines.addAll(rest);
        return lines;
    }

    private static String key(MigrationConfig config) {
        if (config.options()
                .text(OptionName.DEST_CRYPT_KEY)
                .filter(key -> !key.isBlank())
                .isPresent()) {
            return "app/etc/env.php: crypt/key stays as it is, values are encrypted with it";
        }
        return config.options()
                        .text(OptionName.CRYPT_KEY)
                        .filter(key -> !key.isBlank())
                        .isPresent()
                ? "app/etc/env.php: make crypt/key the key of Magento 1 (global/crypt/key in its app/etc/local.xml):"
                        + " values are encrypted with it"
                : "app/etc/env.php: add the key of Magento 1 (global/crypt/key in its app/etc/local.xml) to crypt/key:"
                        + " no key was configured, encrypted values are as they were there";
    }
}
