package dev.gangway.core.handler.urlrewrite;

import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.content.ShopAddresses;
import dev.gangway.core.handler.content.StandardRoutes;
import dev.gangway.core.row.Row;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a rewrite leads that a person made. Magento 1 redirects to another site also without being told to, which Magento 2
 * answers with "not found"; and some of Magento 1's own pages have other names in Magento 2.
 */
public final class CustomTarget {
    /** Magento 2's word for rewrites of people; only with it is an address of another site taken as it is. */
    public static final String ENTITY_TYPE = "custom";

    public static final String GONE = "a rewrite leads to a page that Magento 2 does not have";

    private static final Pattern OTHER_SITE =
            Pattern.compile("(https?)://(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final String NO_REDIRECT = "0";
    private static final String TEMPORARY = "302";

    private final ShopAddresses shop;

    CustomTarget(ShopAddresses shop) {
        this.shop = shop;
    }

    /** For the shop whose settings the look-ups answer from. */
    public static DerivedLookup<CustomTarget> lookup() {
        return DerivedLookup.of(ShopAddresses.LOOKED_UP, settings -> new CustomTarget(ShopAddresses.of(settings)));
    }

    /** Whether a rewrite leads to an address with a scheme. */
    static boolean leadsToOtherSite(Row source) {
        String target = source.text("target_path");
        return target != null && OTHER_SITE.matcher(target).matches();
    }

    /** Changes target_path of the source's row and redirect_type of the target's; both may be one row. */
    public void mend(Row source, Row rewrite, Consumer<String> lost) {
        String target = source.text("target_path");
        if (target == null) {
            return;
        }
        Matcher other = OTHER_SITE.matcher(target);
        if (other.matches()) {
            // Magento 2 knows the scheme in small letters only.
            String address = other.group(1).toLowerCase(Locale.ROOT) + "://" + other.group(2);
            source.set("target_path", shop.withPath(address, StandardRoutes::translated));
            if (NO_REDIRECT.equals(rewrite.text("redirect_type"))) {
                rewrite.set("redirect_type", TEMPORARY);
            }
            return;
        }
        if (StandardRoutes.isGone(target)) {
            lost.accept(GONE);
        }
        source.set("target_path", StandardRoutes.translated(target));
    }
}
