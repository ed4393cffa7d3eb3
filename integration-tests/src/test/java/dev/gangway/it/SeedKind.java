package dev.gangway.it;

import java.util.Map;

/** What kind of shop a seed is about. */
enum SeedKind {
    MAGENTO(""),
    /** A shop of OpenMage, where the reference data are at hand. */
    OPENMAGE("etc/overlay-openmage-20.xml");

    private static final int SEEDS_OF_MAGENTO = 40;

    private final Map<String, String> variables;

    SeedKind(String sourceOverlay) {
        variables = Map.of("SOURCE_OVERLAY", sourceOverlay);
    }

    /** The kind of a seed; {@code reference} is true when the shop is a whole Magento. */
    static SeedKind of(long seed, boolean reference) {
        return seed > SEEDS_OF_MAGENTO && reference ? OPENMAGE : MAGENTO;
    }

    /** What the configuration asks the environment for. */
    Map<String, String> variables() {
        return variables;
    }
}
