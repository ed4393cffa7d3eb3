package dev.gangway.app.init;

import java.nio.file.Path;

/** One rule pack: a folder of {@code etc/} with a config.xml for one release of Magento 1. */
record Pack(Edition source, Edition target, Release release, Path folder) {

    /** As a person writes it: {@code opensource-to-opensource/1.9.4.5}. */
    String name() {
        return editions(source, target) + "/" + release;
    }

    static String editions(Edition source, Edition target) {
        return source.name().toLowerCase(java.util.Locale.ROOT) + "-to-"
                + target.name().toLowerCase(java.util.Locale.ROOT);
    }
}
