package dev.gangway.core.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Every option that the {@code <options>} element may hold. */
public enum OptionName {
    MAP_FILE(Kind.MAP),
    EAV_MAP_FILE(Kind.MAP),
    EAV_DOCUMENT_GROUPS_FILE(Kind.GROUPS),
    EAV_ATTRIBUTE_GROUPS_FILE(Kind.GROUPS),
    LOG_MAP_FILE(Kind.MAP),
    LOG_DOCUMENT_GROUPS_FILE(Kind.GROUPS),
    SETTINGS_MAP_FILE(Kind.SETTINGS),
    STORES_MAP_FILE(Kind.MAP),
    CUSTOMER_MAP_FILE(Kind.MAP),
    CUSTOMER_DOCUMENT_GROUPS_FILE(Kind.GROUPS),
    CUSTOMER_ATTRIBUTE_GROUPS_FILE(Kind.GROUPS),
    CUSTOMER_ATTR_MAP_FILE(Kind.MAP),
    CUSTOMER_ATTR_DOCUMENT_GROUPS_FILE(Kind.GROUPS),
    SALES_ORDER_MAP_FILE(Kind.MAP),
    DELTA_DOCUMENT_GROUPS_FILE(Kind.GROUPS),
    ORDER_GRIDS_DOCUMENT_GROUPS_FILE(Kind.GROUPS),
    MAP_DOCUMENT_GROUPS(Kind.GROUPS),
    CLASS_MAP(Kind.CLASS_MAP),
    TIER_PRICE_MAP_FILE(Kind.MAP),
    VISUAL_MERCHANDISER_MAP(Kind.MAP),
    VISUAL_MERCHANDISER_DOCUMENT_GROUPS(Kind.GROUPS),
    VISUAL_MERCHANDISER_ATTRIBUTE_GROUPS(Kind.GROUPS),
    BULK_SIZE(Kind.INTEGER),
    DIRECT_DOCUMENT_COPY(Kind.FLAG),
    SOURCE_PREFIX(Kind.TEXT),
    DEST_PREFIX(Kind.TEXT),
    AUTO_RESOLVE_URLREWRITE_DUPLICATES(Kind.FLAG),
    LOG_FILE(Kind.TEXT),
    PROGRESS_BAR_FORMAT(Kind.TEXT),
    UPGRADE_CUSTOMER_PASSWORD_HASH(Kind.FLAG),
    EDITION_MIGRATE(Kind.TEXT),
    EDITION_NUMBER(Kind.TEXT),
    INIT_STATEMENTS_SOURCE(Kind.TEXT),
    INIT_STATEMENTS_DESTINATION(Kind.TEXT),
    CRYPT_KEY(Kind.TEXT),
    DEST_CRYPT_KEY(Kind.TEXT),
    RESOURCE_ADAPTER_CLASS_NAME(Kind.TEXT),
    AUTO_RESOLVE(Kind.FLAG),
    COMPATIBILITY(Kind.TEXT),
    VARIANT_PRICES(Kind.TEXT),
    WAIVED_CHECKS(Kind.TEXT),
    ACCEPTED_GAPS(Kind.TEXT),
    SOURCE_OVERLAY(Kind.MAP),
    TARGET_OVERLAY(Kind.MAP),
    MAP_OVERLAY(Kind.MAP),
    CLASS_MAP_OVERLAY(Kind.CLASS_MAP),
    EAV_ATTRIBUTE_GROUPS_OVERLAY(Kind.GROUPS);

    /** What an option's text is. */
    public enum Kind {
        MAP,
        GROUPS,
        SETTINGS,
        CLASS_MAP,
        INTEGER,
        FLAG,
        TEXT;

        public boolean isFile() {
            return this == MAP || this == GROUPS || this == SETTINGS || this == CLASS_MAP;
        }
    }

    private static final Set<OptionName> PLAIN_FILE_NAMES = Set.of(
            MAP_FILE, EAV_MAP_FILE, LOG_MAP_FILE, SETTINGS_MAP_FILE, SALES_ORDER_MAP_FILE, DELTA_DOCUMENT_GROUPS_FILE);

    private final Kind kind;

    OptionName(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The element name in {@code <options>}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True for the options whose file name the format limits to letters, digits and {@code - _ . /}. */
    boolean needsPlainFileName() {
        return PLAIN_FILE_NAMES.contains(this);
    }

    /** The option whose element has that name. */
    public static Optional<OptionName> ofWord(String word) {
        return Arrays.stream(values()).filter(name -> name.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(OptionName::word).toList();
    }
}
