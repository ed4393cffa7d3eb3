package dev.gangway.derivations.settings;

import dev.gangway.core.row.Row;
import dev.gangway.core.schema.KeyText;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The websites and stores that a setting may belong to, by id; empty where nobody looks.
 */
public record SettingsScopes(Optional<Set<String>> websites, Optional<Set<String>> stores) {
    /** Every setting passes. */
    public static final SettingsScopes ANY = new SettingsScopes(Optional.empty(), Optional.empty());

    /** Why the setting must stay behind; null when it belongs somewhere. */
    @Nullable
    String objection(Row setting) {
        String scope = String.valueOf(setting.text("scope"));
        return switch (KeyText.of(scope)) {
            case "default" -> null;
            case "websites" -> missing(websites, setting, "website");
            case "stores" -> missing(stores, setting, "store");
            default -> websites.isEmpty() ? null : "row left out: there is no such scope";
        };
    }

    private static @Nullable String missing(Optional<Set<String>> known, Row setting, String what) {
        return known.isEmpty() || known.get().contains(String.valueOf(setting.text("scope_id")))
                ? null
                : "row left out: the " + what + " does not exist";
    }
}
