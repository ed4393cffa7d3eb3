package dev.gangway.core.plan;

import dev.gangway.core.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a person recognises a row in a list of losses: by its key, and by the address or code that it is known by. */
public final class RowName {
    private static final Map<String, List<String>> KNOWN_BY = Map.of(
            "cms_page", List.of("identifier"),
            "cms_block", List.of("identifier"),
            "core_config_data", List.of("path", "scope", "scope_id"),
            "core_email_template", List.of("template_code"),
            "core_url_rewrite", List.of("request_path", "store_id"),
            "eav_attribute", List.of("attribute_code"),
            "newsletter_template", List.of("template_code"));
    private static final List<String> OF_ATTRIBUTES = List.of("entity_id", "attribute_id", "store_id");

    private RowName() {}

    /** As {@code column=value, ...}; columns that are not set are left out. */
    public static String of(Row row, List<String> key) {
        var columns = new ArrayList<>(key);
        columns.addAll(KNOWN_BY.getOrDefault(row.document(), List.of()));
        if (row.layout().has("attribute_id")
                && row.layout().has("entity_id")
                && row.layout().has("value")) {
            columns.addAll(OF_ATTRIBUTES);
        }
        return row.keyText(columns.stream().distinct().toList());
    }
}
