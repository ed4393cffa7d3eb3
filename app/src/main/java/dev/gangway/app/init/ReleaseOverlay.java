package dev.gangway.app.init;

import dev.gangway.core.config.OptionName;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import java.util.Arrays;
import java.util.List;

/** Rules that a release of one side needs besides the pack; the side's own tables tell whether they are needed. */
enum ReleaseOverlay {
    OPENMAGE_20(
            Side.SOURCE,
            "OpenMage 20 or later",
            "etc/overlay-openmage-20.xml",
            List.of("eav_attribute_option_swatch", "admin_user.backend_locale")),
    MAGENTO_2_4_8(
            Side.DESTINATION,
            "Magento 2.4.8 or later",
            "etc/overlay-magento-2.4.8.xml",
            List.of("sales_order_status_change_history", "sales_shipment_comment.user_type"));

    /** The newest target whose tables are known here. */
    static final Release NEWEST_TARGET = Release.of("2.4.8");

    private final Side side;
    private final String title;
    private final String file;
    private final List<String> signs;

    ReleaseOverlay(Side side, String title, String file, List<String> signs) {
        this.side = side;
        this.title = title;
        this.file = file;
        this.signs = signs;
    }

    /** Those that a side needs, the newest last. */
    static List<ReleaseOverlay> of(Side side, Schema schema) {
        return Arrays.stream(values())
                .filter(overlay ->
                        overlay.side == side && overlay.signs.stream().anyMatch(sign -> has(schema, sign)))
                .toList();
    }

    private static boolean has(Schema schema, String sign) {
        int dot = sign.indexOf('.');
        return dot < 0
                ? schema.has(sign)
                : schema.table(sign.substring(0, dot))
                        .filter(table -> table.hasColumn(sign.substring(dot + 1)))
                        .isPresent();
    }

    /** The option that names the file. */
    Setting setting() {
        OptionName name = side == Side.SOURCE ? OptionName.SOURCE_OVERLAY : OptionName.TARGET_OVERLAY;
        return new Setting(name.word(), file, Origin.DETECTED, word() + " is " + title);
    }

    Advice advice() {
        return Advice.notes(word() + " is " + title + ": the rules of " + file + " are added to the pack", "");
    }

    private String word() {
        return side == Side.SOURCE ? "the source" : "the target";
    }
}
